using SupportAgentBench.Cases;
using SupportAgentBench.Prompts;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Judging;

/// <summary>The criteria of one trial on their way from questions to verdicts: which are open, which are answered, and what is wrong with an answer.</summary>
internal sealed class JudgeRound
{
    private readonly JudgeWords _words;
    private readonly IReadOnlyList<Criterion> _criteria;
    private readonly IReadOnlyList<Control> _controls;
    private readonly Dictionary<string, CriterionVerdict> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private bool _controlled;

    public JudgeRound(PromptSet prompts, RubricSet rubrics, SupportCase played, Transcript transcript)
    {
        _words = new(prompts);
        _criteria = rubrics.For(played);
        _controls = rubrics.Controls;
        _controlled = _controls.Count == 0;
        Exhibit = new(transcript);
        AgentSpoke = transcript.Events.OfType<AgentMessage>().Any(message => !string.IsNullOrWhiteSpace(message.Text));
    }

    public Exhibit Exhibit { get; }

    /// <summary>An agent that wrote nothing met no need and followed no step: there is nothing to ask.</summary>
    public bool AgentSpoke { get; }

    /// <summary>What is still to be answered; the controls stay among it until they are answered rightly.</summary>
    public IReadOnlyList<string> Open =>
        [.. _criteria.Where(criterion => !_told.ContainsKey(criterion.Id)).Select(criterion => criterion.Id), .. _controlled ? [] : _controls.Select(control => control.Id)];

    /// <summary>The criteria as the judge is asked them; the controls stand among them, unmarked.</summary>
    public string Asked => string.Join('\n', _criteria.Select(_words.Asked).Concat(_controls.Select(_words.Asked)).Order(StringComparer.Ordinal));

    public string Problems => string.Join('\n', _problems.Where(pair => Open.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => _words.Again(pair.Key, pair.Value)));

    /// <summary>Takes what can stand. When a control is answered wrongly, nothing of the round does.</summary>
    public void Take(IReadOnlyList<JudgeAnswer> answers)
    {
        var byId = answers.GroupBy(answer => answer.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        if (!_controlled)
        {
            _controlled = _controls.All(control => Holds(control, byId.GetValueOrDefault(control.Id) ?? []));
            if (!_controlled)
            {
                foreach (var id in Open)
                {
                    _problems[id] = _words.Phrase("again_control");
                }

                return;
            }
        }

        foreach (var criterion in _criteria.Where(criterion => !_told.ContainsKey(criterion.Id)))
        {
            var (verdict, problem) = Check(criterion, byId.GetValueOrDefault(criterion.Id) ?? []);
            if (verdict is not null)
            {
                _told[criterion.Id] = verdict;
            }
            else
            {
                _problems[criterion.Id] = problem!;
            }
        }
    }

    /// <summary>An answer that was cut off is none, whatever can be read of it: what it would have said further on nobody knows.</summary>
    public void TakeNothing()
    {
        foreach (var id in Open)
        {
            _problems[id] = _words.Phrase("again_cut_off");
        }
    }

    /// <summary>Every criterion with its verdict; what was not told in the end is unscored, and says why.</summary>
    public IReadOnlyList<(Criterion Criterion, CriterionVerdict Verdict)> Verdicts() =>
        [.. _criteria.Select(criterion => (criterion, _told.GetValueOrDefault(criterion.Id) ?? (AgentSpoke
            ? Of(criterion, Verdict.CannotTell, null, null, $"unscored: {_problems.GetValueOrDefault(criterion.Id) ?? _words.Phrase("again_missing")}")
            : Of(criterion, criterion.Applies is null ? Verdict.Failed : Verdict.NotApplicable, null, null, "the agent wrote nothing"))))];

    /// <summary>A judge that says yes to everything or no to everything says the opposite of one of them; one that leaves them out has not read the list.</summary>
    private static bool Holds(Control control, IReadOnlyList<JudgeAnswer> answers) =>
        answers is [{ Verdict: { } verdict }] && verdict != (control.Truth ? Verdict.Failed : Verdict.Passed);

    private (CriterionVerdict? Verdict, string? Problem) Check(Criterion criterion, IReadOnlyList<JudgeAnswer> answers)
    {
        if (answers.Count != 1)
        {
            return (null, _words.Phrase(answers.Count == 0 ? "again_missing" : "again_twice"));
        }

        var answer = answers[0];
        switch (answer.Verdict)
        {
            case null:
                return (null, _words.Phrase("again_verdict"));
            case Verdict.CannotTell:
                return (Of(criterion, Verdict.CannotTell, null, null, answer.Reason), null);
            case Verdict.NotApplicable:
                return criterion.Applies is null ? (null, _words.Phrase("again_applies")) : (Of(criterion, Verdict.NotApplicable, null, null, answer.Reason), null);
        }

        // What fails may show in either side's words; what passes must show in the words or deeds of the one it is about.
        var turn = Exhibit.Find(answer.Quote, criterion.Shown)
            ?? (answer.Verdict is Verdict.Failed ? Exhibit.Find(answer.Quote, criterion.Shown is ShownBy.Agent ? ShownBy.Customer : ShownBy.Agent) : null);
        return turn is null
            ? (null, string.IsNullOrWhiteSpace(answer.Quote) ? _words.Phrase("again_no_quote") : _words.NoSuchQuote(criterion.Shown))
            : (Of(criterion, answer.Verdict.Value, answer.Quote.Trim(), turn, answer.Reason), null);
    }

    private static CriterionVerdict Of(Criterion criterion, Verdict verdict, string? quote, int? turn, string? note) =>
        new(criterion.Id, verdict, criterion.Policy, quote) { Kind = criterion.Kind, Turn = turn, Note = note };
}
