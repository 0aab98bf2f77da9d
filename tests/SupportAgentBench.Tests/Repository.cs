using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
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
    private static readonly Lazy<(Desk Desk, CaseSet Cases, Wordings Wordings, PromptSet Prompts, RubricSet Rubrics, PartWordings PartWordings)> Loaded = new(Load);

    public static string Root { get; } = FindRoot();

    public static string DeskFolder => Path.Combine(Root, "desks", "northline");

    public static Desk Desk => Loaded.Value.Desk;

    public static CaseSet Cases => Loaded.Value.Cases;

    public static Wordings Wordings => Loaded.Value.Wordings;

    public static PromptSet Prompts => Loaded.Value.Prompts;

    public static RubricSet Rubrics => Loaded.Value.Rubrics;

    public static ContractAuditor Auditor => new(Contract, Desk);

    public static Contract Contract => new(Wordings, PartWordings);

    public static PartWordings PartWordings => Loaded.Value.PartWordings;

    private static (Desk, CaseSet, Wordings, PromptSet, RubricSet, PartWordings) Load()
    {
        var problems = new Problems();
        var desk = DeskFile.Read(DeskFolder, problems);
        var cases = desk is null ? null : CaseFile.Read(DeskFolder, desk, problems);
        var wordings = WordingFile.Read(Path.Combine(Root, "wording"), problems);
        var needed = ModelCustomer.Prompts.Concat(ModelJudge.Prompts).Concat(ModelAuditor.Prompts).Append(new(Instructions.PromptName, [.. Instructions.Places])).ToDictionary();
        var prompts = PromptFile.Read(Path.Combine(Root, "prompts"), needed, problems);
        var rubrics = desk is null ? null : RubricFile.Read(Path.Combine(Root, "rubrics"), desk, problems);
        var part = PartWordings.Read(Path.Combine(Root, "contracts"), problems);
        problems.ThrowIfAny();
        return (desk!, cases!, wordings!, prompts!, rubrics!, part!);
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
