using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Boards;

/// <summary>What the imported conversations of one agent add up to. Takes them one at a time, in any order, and keeps none.</summary>
public sealed class LogReport(string agent, ToolRoles tools)
{
    private static readonly IReadOnlyList<FindingRule> Rules =
    [
        FindingRule.FalseHandover, FindingRule.PhantomAction, FindingRule.SkippedConfirmation, FindingRule.RepeatedWrite, FindingRule.InvalidCall,
        FindingRule.UngroundedClaim, FindingRule.WrongLanguage, FindingRule.RepeatedReply, FindingRule.BlankReply,
    ];

    private readonly Dictionary<FindingRule, (int Count, int Of, string? Example)> _found = Rules.ToDictionary(rule => rule, _ => (0, 0, (string?)null));
    private readonly Moments _messages = new();
    private readonly Moments _calls = new();
    private readonly Moments _writes = new();
    private int _handedOver;

    public string Agent => agent;

    public ToolRoles Tools => tools;

    public int Conversations { get; private set; }

    /// <summary>How often each fault was found, and in how many conversations it could have been.</summary>
    public IReadOnlyList<LogFigure> Faults => [.. Rules.Select(rule => new LogFigure(rule, _found[rule].Count, _found[rule].Of, _found[rule].Example))];

    public MeanFigure AgentMessages => _messages.Figure;

    public MeanFigure ToolCalls => _calls.Figure;

    /// <summary>Writes that were carried out; null where no tool was said to write.</summary>
    public MeanFigure? Writes => tools.Writes.Count == 0 ? null : _writes.Figure;

    /// <summary>Conversations that went to a person; null where no tool was said to hand over.</summary>
    public int? HandedOver => tools.Handovers.Count == 0 ? null : _handedOver;

    public void Add(string id, TrialScore score)
    {
        Conversations++;
        _messages.Add(score.AgentMessages);
        _calls.Add(score.ToolCalls);
        _writes.Add(score.Writes);
        _handedOver += score.HandedOver ? 1 : 0;
        foreach (var rule in Rules.Where(rule => Applies(rule, score)))
        {
            var (count, of, example) = _found[rule];
            var found = score.Found(rule);
            _found[rule] = (count + (found ? 1 : 0), of + 1, example ?? (found ? id : null));
        }
    }

    private bool Applies(FindingRule rule, TrialScore score) => rule switch
    {
        FindingRule.FalseHandover => tools.Handovers.Count > 0,
        FindingRule.PhantomAction => tools.Writes.Count > 0,
        FindingRule.SkippedConfirmation => score.Attempts > 0,
        FindingRule.RepeatedWrite => score.Writes > 0,
        FindingRule.InvalidCall => score.ToolCalls > 0,
        _ => true,
    };

    /// <summary>Sums of one figure: enough for its mean and interval. What is counted is never below 0.</summary>
    private sealed class Moments
    {
        private int _n;
        private double _sum;
        private double _squares;

        public MeanFigure Figure
        {
            get
            {
                if (_n < 2)
                {
                    return new(_n == 0 ? null : _sum, null, _n);
                }

                var mean = _sum / _n;
                var half = Quantile.Student(_n - 1) * Math.Sqrt(Math.Max(0, (_squares - (_n * mean * mean)) / (_n - 1)) / _n);
                return new(mean, new(Math.Max(0, mean - half), mean + half), _n);
            }
        }

        public void Add(double value)
        {
            _n++;
            _sum += value;
            _squares += value * value;
        }
    }
}

/// <summary>In how many conversations a fault was found.</summary>
/// <param name="Of">Conversations in which it could have been; 0 where it does not apply.</param>
/// <param name="Example">The first conversation with it.</param>
public sealed record LogFigure(FindingRule Rule, int Count, int Of, string? Example)
{
    /// <summary>Null where it does not apply, never 0.</summary>
    public double? Share => Of == 0 ? null : (double)Count / Of;

    public Interval? Interval => Of == 0 ? null : Boards.Interval.Wilson((double)Count / Of, Of);
}

/// <summary>A mean over conversations with its interval at 95 %.</summary>
public sealed record MeanFigure(double? Mean, Interval? Interval, int N);
