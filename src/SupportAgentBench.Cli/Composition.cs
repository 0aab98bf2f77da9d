using SupportAgentBench.Agents.Reference;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Imports;
using SupportAgentBench.Judging;
using SupportAgentBench.Prompts;
using SupportAgentBench.Results;
using SupportAgentBench.Reviews;
using SupportAgentBench.Runs;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Cli;

/// <summary>Puts the parts together: data found beside the tool or in the folders that were named, and the objects made of them.</summary>
internal sealed record Composition(Desk Desk, CaseSet Cases, Wordings Wordings, PromptSet Prompts, RubricSet Rubrics, PartWordings PartWordings)
{
    /// <summary>The data that the tool carries.</summary>
    internal static string Carried(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    public static string DefaultDesk => Carried("desks", "northline");

    private static Dictionary<string, string[]> NeededPrompts =>
        ModelCustomer.Prompts.Concat(ModelJudge.Prompts).Concat(ModelAuditor.Prompts).Append(new(Instructions.PromptName, [.. Instructions.Places])).ToDictionary();

    /// <exception cref="UserMistakeException">Something in the data is wrong: every problem of every file, at once.</exception>
    public static Composition Load(string? deskFolder)
    {
        var problems = new Problems();
        var folder = deskFolder ?? DefaultDesk;
        // Takes as long as the desk and its cases together, so the two are read side by side.
        var reading = Task.Run(() => WordingFile.Read(Carried("wording"), problems));
        var prompts = PromptFile.Read(Carried("prompts"), NeededPrompts, problems);
        var part = PartWordings.Read(Carried("contracts"), problems);
        var desk = DeskFile.Read(folder, problems);
        var rubrics = desk is null ? null : RubricFile.Read(Carried("rubrics"), desk, problems, written: deskFolder is null);
        var cases = desk is null ? null : CaseFile.Read(folder, desk, problems);
        var wordings = reading.GetAwaiter().GetResult();
        foreach (var language in desk is null || wordings is null ? [] : desk.Profile.Languages.Where(code => wordings.Languages.All(known => known.Code != code)))
        {
            problems.Add("desk.yaml", 0, $"speaks '{language}', for which there is no wording file", $"add wording/{language}.yaml, or take the language out");
        }

        foreach (var unknown in desk?.Profile.RuleOf.Keys.Except(Words.All<FindingRule>()) ?? [])
        {
            problems.Add("desk.yaml", 0, $"rule_of names '{unknown}', which is no finding", Nearest.Mend(unknown, Words.All<FindingRule>()));
        }

        problems.ThrowIfAny();
        return new(desk!, cases!, wordings!, prompts!, rubrics!, part!);
    }

    /// <summary>The prompts of a review: they move no figure, and no protocol holds them.</summary>
    public static PromptSet LoadReviewPrompts()
    {
        var problems = new Problems();
        var prompts = PromptFile.Read(Carried("prompts"), Reviewer.Prompts, problems);
        problems.ThrowIfAny();
        return prompts!;
    }

    /// <summary>What reads foreign logs: there is no desk behind them, and no case.</summary>
    public static Wordings LoadWordings()
    {
        var problems = new Problems();
        var wordings = WordingFile.Read(Carried("wording"), problems);
        problems.ThrowIfAny();
        return wordings!;
    }

    /// <summary>Imported conversations are compared when the same tools were said to write, and the same scoring read them.</summary>
    public static Protocol ProtocolForImport(Wordings wordings, ToolRoles tools) =>
        new Protocol(LogTranscript.Desk, "none", "none", 0, LogTranscript.Customer, "none", wordings.Hash, "none", 0, 0, Scorer.Version) with { Tools = tools };

    public Protocol ProtocolFor(ICustomer customer, IJudge judge, Limits limits) => new(
        Desk.Profile.Name, Desk.Hash, Cases.Hash, Cases.Cases.Count, customer.Name, judge.Name, Wordings.Hash, Prompts.Hash, limits.MostTurns, limits.MostSteps, Scorer.Version)
    {
        RubricsHash = judge is RuleJudge ? null : Rubrics.Hash,
        ContractsHash = PartWordings.Hash,
        ToolsHash = ToolCatalogue.Hash,
    };

    /// <summary>The part of the audit that needs no model.</summary>
    public ContractAuditor ContractAuditor => new(Contract, Desk);

    public Contract Contract => new(Wordings, PartWordings);

    public static IEnumerable<string> UnknownReferenceAgents(IReadOnlyList<string> names) => names.Where(name => !ReferenceAgents.Names.Contains(name)).Select(name =>
        $"there is no agent '{name}' ({Nearest.Mend(name, ReferenceAgents.Names) ?? $"known: {string.Join(", ", ReferenceAgents.Names)}"})");

    /// <summary>The reference agents that were named; all when none was.</summary>
    public IReadOnlyList<IAgent> ReferenceAgentsOf(IReadOnlyList<string> names)
    {
        var problems = new Problems();
        var words = ReferenceWordsFile.Read(Carried("agents", "reference"), problems);
        problems.ThrowIfAny();
        return [.. (names.Count == 0 ? ReferenceAgents.Names : names).Select(name => ReferenceAgents.Create(name, Wordings, words!, Desk.Profile))];
    }

    /// <summary>The cases that fit the globs; all when there is none. A glob that fits nothing is a mistake, not an empty run.</summary>
    public IReadOnlyList<SupportCase> CasesOf(IReadOnlyList<string> globs)
    {
        var empty = globs.Where(glob => Cases.Matching([glob]).Count == 0).ToList();
        return empty.Count == 0 ? Cases.Matching(globs) : throw new UserMistakeException([.. empty.Select(glob =>
            $"no case fits '{glob}' ({NearestCase(glob)})")]);
    }

    public string NearestCase(string glob) => Nearest.Mend(glob, Cases.Names()) ?? "see: sab cases list";

    public TrialRunner RunnerFor(Cast cast, Limits limits, IResultStore store, ICallJournal journal) =>
        new(Desk, Instructions.For(Desk, Prompts[Instructions.PromptName]), cast.Customer, new Scorer(Desk, Wordings), cast.Auditor, cast.Judge, limits, store, journal, cast.Prices);
}
