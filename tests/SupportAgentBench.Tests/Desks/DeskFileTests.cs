using Shouldly;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using Xunit;

namespace SupportAgentBench.Tests.Desks;

public sealed class DeskFileTests
{
    [Fact]
    public void What_could_never_work_is_told_with_its_mend_before_anything_is_played()
    {
        var folder = Directory.CreateTempSubdirectory("sab-desk-").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.DeskFolder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var desk = Path.Combine(folder, "desk.yaml");
        File.WriteAllText(desk, File.ReadAllText(desk).Replace("currency: USD", "currency: dollars", StringComparison.Ordinal).Replace("{order}", "", StringComparison.Ordinal)
            .Replace("return_window_days: 100", "return_window_days: -5", StringComparison.Ordinal));
        var problems = new Problems();

        DeskFile.Read(folder, problems).ShouldBeNull();

        var told = string.Join('\n', problems);
        told.ShouldContain("'dollars' is no ISO code (write USD, for instance)");
        told.ShouldContain("'return_link' has no {order}");
        told.ShouldContain("is not a whole number of 0 or more");
        Directory.Delete(folder, recursive: true);
    }
}
