using SupportAgentBench.Cases;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Tests;

/// <summary>The repository's own data, read once for all tests.</summary>
internal static class Repository
{
    private static readonly Lazy<(Desk Desk, CaseSet Cases, Wordings Wordings)> Loaded = new(Load);

    public static string Root { get; } = FindRoot();

    public static string DeskFolder => Path.Combine(Root, "desks", "northline");

    public static Desk Desk => Loaded.Value.Desk;

    public static CaseSet Cases => Loaded.Value.Cases;

    public static Wordings Wordings => Loaded.Value.Wordings;

    private static (Desk, CaseSet, Wordings) Load()
    {
        var problems = new Problems();
        var desk = DeskFile.Read(DeskFolder, problems);
        var cases = desk is null ? null : CaseFile.Read(DeskFolder, desk, problems);
        var wordings = WordingFile.Read(Path.Combine(Root, "wording"), problems);
        problems.ThrowIfAny();
        return (desk!, cases!, wordings!);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SupportAgentBench.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run inside the repository");
        }

        return folder;
    }
}
