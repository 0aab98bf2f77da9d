using SupportAgentBench.Cases;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Tests;

/// <summary>The repository's own data, read once for all tests.</summary>
internal static class Repository
{
    private static readonly Lazy<(Desk Desk, CaseSet Cases, Wordings Wordings, PromptSet Prompts, RubricSet Rubrics)> Loaded = new(Load);

    public static string Root { get; } = FindRoot();

    public static string DeskFolder => Path.Combine(Root, "desks", "northline");

    public static Desk Desk => Loaded.Value.Desk;

    public static CaseSet Cases => Loaded.Value.Cases;

    public static Wordings Wordings => Loaded.Value.Wordings;

    public static PromptSet Prompts => Loaded.Value.Prompts;

    public static RubricSet Rubrics => Loaded.Value.Rubrics;

    private static (Desk, CaseSet, Wordings, PromptSet, RubricSet) Load()
    {
        var problems = new Problems();
        var desk = DeskFile.Read(DeskFolder, problems);
        var cases = desk is null ? null : CaseFile.Read(DeskFolder, desk, problems);
        var wordings = WordingFile.Read(Path.Combine(Root, "wording"), problems);
        var needed = ModelCustomer.Prompts.Concat(ModelJudge.Prompts).Append(new(Instructions.PromptName, [.. Instructions.Places])).ToDictionary();
        var prompts = PromptFile.Read(Path.Combine(Root, "prompts"), needed, problems);
        var rubrics = desk is null ? null : RubricFile.Read(Path.Combine(Root, "rubrics"), desk, problems);
        problems.ThrowIfAny();
        return (desk!, cases!, wordings!, prompts!, rubrics!);
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
