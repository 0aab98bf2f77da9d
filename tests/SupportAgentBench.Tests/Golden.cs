using Shouldly;

namespace SupportAgentBench.Tests;

/// <summary>Holds what others depend on against a file in the repository, which a reviewer sees change in the diff.</summary>
internal static class Golden
{
    public static void Match(string name, string received)
    {
        var file = Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Approved", name);
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (received.ReplaceLineEndings("\n") == expected)
        {
            return;
        }

        var beside = file.Insert(file.LastIndexOf('.'), ".received");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(beside, received);
        received.ReplaceLineEndings("\n").ShouldBe(expected, $"if this change is meant: mv {beside} {file}");
    }
}
