using System.Security.Cryptography;
using System.Text;

namespace SupportAgentBench.Results;

/// <summary>All that must be equal for two runs to be compared. Runs of different protocols never share a table.</summary>
/// <param name="DeskHash">Of the desk's files; likewise the other hashes of theirs.</param>
/// <param name="Scoring">Version of the scoring.</param>
public sealed record Protocol(
    string Desk, string DeskHash, string CasesHash, int Cases, string Customer, string Judge, string WordingHash, string PromptsHash, int MostTurns, int MostSteps, string Scoring)
{
    /// <summary>Between the names of a panel of judges.</summary>
    public const char And = Judging.PanelJudge.And;

    /// <summary>Of the rubrics; null where the judge is the rule judge, which asks none of them.</summary>
    public string? RubricsHash { get; init; }

    /// <summary>Of the words by which the customer is audited; null in stores of earlier versions, where it was not.</summary>
    public string? ContractsHash { get; init; }

    /// <summary>Of what the agent is told of a desk's tools; null in stores of earlier versions, and for imported conversations.</summary>
    public string? ToolsHash { get; init; }

    /// <summary>Of imported conversations: what the foreign tools do. Null for what was played on a desk.</summary>
    public Transcripts.ToolRoles? Tools { get; init; }

    /// <summary>Of conversations that were played under another protocol and are scored and judged again; null for what was played.</summary>
    public Layer? Layer { get; init; }

    /// <summary>Eight hex digits over everything above.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('|', Desk, DeskHash, CasesHash, Cases, Customer, Judge, WordingHash, PromptsHash, MostTurns, MostSteps, Scoring)
        + (RubricsHash is null ? "" : $"|{RubricsHash}") + (ContractsHash is null ? "" : $"|{ContractsHash}")
        + (ToolsHash is null ? "" : $"|tools:{ToolsHash}")
        + (Layer is null ? "" : $"|{Layer.Protocol}|{Layer.WordingHash}|{Layer.PromptsHash}{(Layer.PricesHash is null ? "" : $"|prices:{Layer.PricesHash}")}")
        + (Tools is null ? "" : $"|{string.Join(',', Tools.Writes)}|{string.Join(',', Tools.Handovers)}"))))[..8];

    /// <summary>The parts in which two protocols differ, for messages.</summary>
    public IReadOnlyList<string> DifferencesTo(Protocol other) =>
    [
        .. new (string Name, object Mine, object Theirs)[]
        {
            ("desk", Desk, other.Desk), ("desk data", DeskHash, other.DeskHash), ("cases", $"{CasesHash} ({Cases})", $"{other.CasesHash} ({other.Cases})"),
            ("customer", Customer, other.Customer), ("judge", Judge, other.Judge), ("wording", WordingHash, other.WordingHash), ("prompts", PromptsHash, other.PromptsHash), ("rubrics", RubricsHash ?? "none", other.RubricsHash ?? "none"), ("contracts", ContractsHash ?? "none", other.ContractsHash ?? "none"), ("tools", ToolsHash ?? "none", other.ToolsHash ?? "none"),
            ("scored again from", Layer?.Protocol ?? "nothing", other.Layer?.Protocol ?? "nothing"), ("prices", Layer?.PricesHash ?? "as played", other.Layer?.PricesHash ?? "as played"), ("turns", MostTurns, other.MostTurns), ("steps", MostSteps, other.MostSteps), ("scoring", Scoring, other.Scoring),
        }.Where(part => !Equals(part.Mine, part.Theirs)).Select(part => $"{part.Name}: {part.Mine} against {part.Theirs}"),
    ];
}

/// <summary>What a second scoring rests on, besides the judge, the rubrics and the version of the scoring, which the protocol names itself.</summary>
/// <param name="Protocol">Under which the conversations were played.</param>
/// <param name="WordingHash">Of the words by which they are read now.</param>
/// <param name="PromptsHash">Of the prompts of the judge now.</param>
public sealed record Layer(string Protocol, string WordingHash, string PromptsHash)
{
    /// <summary>Of the prices by which the conversations were priced anew; null where each has the price that it was played at.</summary>
    public string? PricesHash { get; init; }
}
