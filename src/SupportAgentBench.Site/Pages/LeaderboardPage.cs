using Microsoft.AspNetCore.Components;
using SupportAgentBench.Boards;
using SupportAgentBench.Boards.Across;
using SupportAgentBench.Cases;
using SupportAgentBench.Site.Documents;
using static SupportAgentBench.Site.Documents.Inline;

namespace SupportAgentBench.Site.Pages;

/// <summary>All agents in one table, and what they look like side by side.</summary>
public sealed record LeaderboardPage : SitePage
{
    private readonly Dictionary<string, Ranking> _places;

    public LeaderboardPage(SiteContent content, LeaderboardOrder order)
        : base(order.Address, order == LeaderboardOrder.Standard ? "Support agents, measured by what they do" : $"Support agents by {order.Column.Title.ToLowerInvariant()}{(order.Reversed ? ", last first" : "")}", About(content))
    {
        Content = content;
        Order = order;
        Agents = order.Of(content.Board);
        Columns = LeaderboardColumn.Of(content.Board);
        _places = content.Board.Rankings.ToDictionary(ranking => ranking.Key, ranking => ranking.Value.Among(agent => IsPlaced(content.Board.Find(agent)!, ranking.Key)));
        SameAs = order == LeaderboardOrder.Standard ? null : LeaderboardOrder.Standard.Address;
    }

    public SiteContent Content { get; }

    public LeaderboardOrder Order { get; }

    public IReadOnlyList<AgentStanding> Agents { get; }

    /// <summary>The order shown is by a figure that agents have places in; price, vendors and notes are no contest.</summary>
    public bool HasPlaces => Order.Column.Metric is { } metric && _places.GetValueOrDefault(metric)?.Places.Count > 1;

    public IReadOnlyList<LeaderboardColumn> Columns { get; }

    public override string Area => SiteContent.Leaderboard.Path;

    public override RenderFragment Body => builder =>
    {
        builder.OpenComponent<LeaderboardView>(0);
        builder.AddComponentParameter(1, nameof(LeaderboardView.Page), this);
        builder.CloseComponent();
    };

    public string Lede => About(Content);

    /// <summary>Programs of ours that hold traps by doing nothing: all that the page folds away. Whoever measures an agent of their own must find it, whatever it does.</summary>
    public static bool IsTrivial(AgentStanding agent) => agent.Profile.IsReference && agent.HoldsByDoingNothing;

    /// <summary>Where there is nothing but programs, they are what the visitor came for.</summary>
    public bool ShowsTrivial => Content.Board.Agents.All(agent => agent.Profile.IsReference);

    public IReadOnlyList<string> Trivial => [.. Agents.Where(IsTrivial).Select(agent => agent.Agent)];

    /// <summary>None where there is one agent to choose from.</summary>
    public IReadOnlyList<Pick> Picks => Content.Board.Compared.Count < 2 ? [] : Content.Board.Picks;

    public IReadOnlyList<string> Vendors => [.. Content.Board.Agents.Select(agent => agent.Profile.Vendor).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Null for those who have no place in the column: reference agents beside others, and whoever could not be picked by it.</summary>
    public Place? PlaceOf(AgentStanding agent, string metric) => _places.GetValueOrDefault(metric)?.Of(agent.Agent);

    /// <summary>The last words of a row: facts of the board, the most important first.</summary>
    public IReadOnlyList<Inline> NotesOf(AgentStanding agent)
    {
        var notes = new List<Inline>();
        void Note(params IEnumerable<Inline> words) => notes.AddRange(notes.Count > 0 ? [". ", .. words] : words);
        if (!agent.Complete)
        {
            Note($"Incomplete: {agent.Conversations:N0} of {agent.Expected:N0} trials");
        }

        if (agent.LostMany)
        {
            Note($"Lost, of {Say.Number(agent.Conversations, "trial")}: {Say.Lost(agent.Counts.Faults)}");
        }

        if (agent.HoldsByDoingNothing)
        {
            Note("Holds the traps by doing nothing: that is not safety");
        }

        foreach (var pick in Content.Board.Picks.Where(pick => pick.Agent == agent.Agent))
        {
            Note(pick.Title);
        }

        if (agent.TrapReport.FixedBlindSpots is { Count: > 0 } blind)
        {
            Note(blind.Count == 1 ? "Falls for one trap in every run" : $"Falls for {blind.Count} traps in every run");
        }

        if (agent.Metrics["skipped_confirmation"].Outcomes is { Failed: > 0 and var failed, Passed: var passed })
        {
            Note($"Without the customer's yes: {failed:N0} of {Say.Number((failed + passed)!.Value, "write")}");
        }

        if (agent.Metrics["false_handover"] is { Outcomes.Failed: > 0 and var empty, Trials: var all })
        {
            Note($"False handovers: {empty:N0} of {Say.Number(all, "trial")}");
        }

        if (Content.Board.Dominance.Values.Where(dominance => dominance.Strict.Any(beaten => beaten.Agent == agent.Agent)).Select(dominance => dominance.Agent).FirstOrDefault() is { } better)
        {
            Note("No better than ", new Link(Content.OfAgent(better), better), " anywhere, and no cheaper");
        }

        return notes;
    }

    /// <summary>Which one, and why.</summary>
    public IReadOnlyList<Inline> PickSentence(Pick pick)
    {
        if (pick.Agent is null)
        {
            return [$"Nobody: {pick.Rule}."];
        }

        var value = Content.Board.Find(pick.Agent)!.Metrics[pick.Deciding];
        var sentence = new List<Inline> { $"{Sentence(pick.Rule)}: {Shown.Name(pick.Deciding)} {Shown.Value(pick.Deciding, value.Mean)}." };
        if (pick.Ties.Count > 0)
        {
            sentence.Add($" Not told apart by these runs: {string.Join(", ", pick.Ties)}.");
        }

        return sentence;
    }

    /// <summary>The board itself; another order of it only says the order.</summary>
    public override string Json() => Order == LeaderboardOrder.Standard ? Content.Source.Spread is { } spread ? SpreadJson.Write(Content.Board, spread) : BoardJson.Write(Content.Board)
        : System.Text.Json.JsonSerializer.Serialize(new { sorted_by = Order.Column.Key, reversed = Order.Reversed, agents = Agents.Select(agent => agent.Agent), board = LeaderboardOrder.Standard.Address.From(Address, extension: ".json") });

    public override string Markdown()
    {
        var text = new MarkdownText(Address).Heading(1, Title).Paragraph([Lede]);
        foreach (var pick in Picks)
        {
            text.Bullet([new Strong(pick.Title), ": ", .. pick.Agent is null ? (Inline[])[] : [new Link(Content.OfAgent(pick.Agent), pick.Agent), ". "], .. PickSentence(pick)]);
        }

        text.End().Paragraph([$"By {Order.Column.Title.ToLowerInvariant()}{(Order.Reversed ? ", last first" : "")}. Figures are medians over the runs; in brackets the 95 % interval of the mean. {Places}"]);
        text.Table(
            [.. HasPlaces ? [new Column("#", true)] : Array.Empty<Column>(), .. Columns.Select(column => new Column(column.Title, column.IsFigure))],
            Agents.Select(agent => (IReadOnlyList<IReadOnlyList<Inline>>)
            [
                .. HasPlaces ? [[PlaceOf(agent, Order.Column.Metric!) is { } place ? $"{place.Rank}" : new Quiet("\u2013")]] : Array.Empty<IReadOnlyList<Inline>>(),
                .. Columns.Select(column => Cell(agent, column)),
            ]));
        foreach (var map in new[] { HeatMaps.OfTraps(Content), HeatMaps.OfIntents(Content) })
        {
            text.Heading(2, map.Title).Paragraph([map.Says]).Table(
                [new("agent"), .. map.Columns.Select(column => new Column(column.Name, true))],
                map.Rows.Select(row => (IReadOnlyList<IReadOnlyList<Inline>>)[[row.Name], .. row.Cells.Select(cell => (IReadOnlyList<Inline>)[cell?.Says ?? ""])]));
        }

        if (Sensitivity.Of(Content) is { } customers)
        {
            text.Add(customers, 2);
        }

        return text.ToString();
    }

    /// <summary>How to read the numbers before the rows; empty where there are none.</summary>
    public string Places => !HasPlaces ? "" : "#: the place by the mean, shared where means are equal. Who is incomplete, of whom too much was lost, or who does nothing has none"
        + (Content.Board.Compared.Count < Content.Board.Agents.Count ? ", nor have reference agents beside others." : ".");

    private IReadOnlyList<Inline> Cell(AgentStanding agent, LeaderboardColumn column) => column.Key switch
    {
        "agent" => [new Link(Content.OfAgent(agent.Agent), agent.Agent), .. Content.Board.Badges[agent.Agent].Select(badge => new Quiet($" ({badge.Title})"))],
        "vendor" => [agent.Profile.Vendor ?? "unknown"],
        "tier" => [agent.Price.Tier?.Sign ?? "unknown"],
        "notes" => NotesOf(agent),
        _ => [Told(agent, column.Metric!)],
    };

    private static string Told(AgentStanding agent, string metric)
    {
        var value = agent.Metrics[metric];
        return value.Median is null ? "unknown"
            : $"{Short(metric, value)}{(value.Low is { } low && value.High is { } high ? $" ({Shown.Range(metric, new(low, high))})" : "")}";
    }

    /// <summary>The median as a cell has it: unsafe actions as a count.</summary>
    internal static string Short(string metric, MetricValue value) => value.Median is not { } median ? "unknown" : metric switch
    {
        "unsafe_actions" => Shown.MedianCount(value),
        "instruction_following" or "customer_experience" => Shown.Number(median, "0.00"),
        _ => Shown.Value(metric, median),
    };

    private static bool IsPlaced(AgentStanding agent, string metric) => agent is { Complete: true, HoldsByDoingNothing: false } && agent.IsScoredFor(metric);

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string About(SiteContent content)
    {
        var cases = content.Source.Cases.Cases.CountBy(played => played.Bucket).ToDictionary();
        int Of(Bucket bucket) => cases.GetValueOrDefault(bucket);
        var models = content.Board.Agents.Count;
        return $"{models} {(models == 1 ? "agent answers" : "agents answer")} {Of(Bucket.Resolvable) + Of(Bucket.MustEscalate) + Of(Bucket.Adversarial)} customers of an online shop: {Of(Bucket.Resolvable)} it should help, "
            + $"{Of(Bucket.MustEscalate)} it must hand to a person, {Of(Bucket.Adversarial)} who are after something that it must not give. "
            + $"The customer pushes back for up to {content.Board.Protocol.MostTurns} turns; what an agent did is read from the shop's records, and what it said is held against that.";
    }
}
