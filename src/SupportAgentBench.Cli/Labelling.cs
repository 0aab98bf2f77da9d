using System.Globalization;
using Spectre.Console;
using SupportAgentBench.Cases;
using SupportAgentBench.Files;
using SupportAgentBench.Judging;
using SupportAgentBench.Judging.Labels;
using SupportAgentBench.Storage;

namespace SupportAgentBench.Cli;

/// <summary>A person marks conversations, blind, criterion by criterion, with four keys. What was answered is kept at once.</summary>
internal sealed class Labelling(string folder, string by, Composition composition)
{
    private const string Hidden = "hidden";

    /// <summary>Draws conversations from a store into a new folder. Whose they are is not written there.</summary>
    public static async Task DrawAsync(string from, string folder, int sample, int seed, Composition composition, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, LabelFile.TranscriptsFile);
        if (File.Exists(file))
        {
            throw new UserMistakeException($"'{folder}' holds conversations already: leave --store out to go on labelling them, or name another folder");
        }

        await using var store = await SqliteResultStore.OpenAsync(from, create: false, TimeProvider.System, cancellation);
        var protocol = (await store.ProtocolsAsync(cancellation)).LastOrDefault(known => known.CasesHash == composition.Cases.Hash && known.Tools is null)
            ?? throw new UserMistakeException($"the store '{from}' has no runs on these cases: play them first, with sab run");
        var random = new Random(seed);
        var drawn = (await store.TrialsAsync(protocol.Id, cancellation)).Where(row => row.FaultOwner is null).OrderBy(row => row.Run, StringComparer.Ordinal).ThenBy(row => row.Case, StringComparer.Ordinal)
            .Select(row => (Row: row, Key: random.Next())).OrderBy(pair => pair.Key).Take(sample).Select(pair => pair.Row).ToList();
        var lines = new List<string>();
        foreach (var (index, row) in drawn.Index())
        {
            if (await store.TranscriptAsync(row.Run, row.Case, cancellation) is { } transcript)
            {
                lines.Add(LabelFile.Line(new($"{index + 1:000}/{row.Case}", transcript with { Header = transcript.Header with { Agent = Hidden, Run = "00000000" } })));
            }
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(file, lines, cancellation);
    }

    public async Task<int> AskAsync(CancellationToken cancellation)
    {
        var set = LabelFile.Read(folder);
        var cases = composition.Cases.Cases.ToDictionary(played => played.Id);
        var mine = set.Labels.Where(label => label.By == by).Select(label => (label.Trial, label.Criterion)).ToHashSet();
        var left = set.Conversations.Where(conversation => cases.ContainsKey(conversation.Transcript.Header.Case))
            .Select(conversation => (Conversation: conversation, Criteria: (IReadOnlyList<Question>)[.. Questions(cases[conversation.Transcript.Header.Case]).Where(question => !mine.Contains((conversation.Id, question.Id)))]))
            .Where(pair => pair.Criteria.Count > 0).ToList();
        AnsiConsole.MarkupLine($"{Text.Count(set.Conversations.Count, "conversation")}, {left.Count:N0} left for {Text.Markup(by)}. "
            + "[bold]1[/] pass  [bold]2[/] fail  [bold]3[/] not applicable  [bold]4[/] cannot tell  [bold]b[/] back  [bold]s[/] skip this conversation  [bold]q[/] quit. What you have answered is kept.");
        foreach (var (index, (conversation, criteria)) in left.Index())
        {
            AnsiConsole.MarkupLine($"\n[bold]{index + 1} of {left.Count}[/]  [dim]{Text.Markup(cases[conversation.Transcript.Header.Case].Intent)}[/]");
            Console.Out.WriteLine(Text.Safe(new Exhibit(conversation.Transcript).Text));
            if (!await OneAsync(conversation.Id, criteria, cancellation))
            {
                break;
            }
        }

        return ExitCode.Ok;
    }

    /// <summary>False when the labeller stops.</summary>
    private async Task<bool> OneAsync(string trial, IReadOnlyList<Question> criteria, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, Verdict>();
        var at = 0;
        while (at < criteria.Count)
        {
            var question = criteria[at];
            AnsiConsole.Markup($"[yellow]{at + 1}/{criteria.Count}[/] {Text.Markup(question.Asks)} ");
            switch (Key())
            {
                case '1':
                    answers[question.Id] = Verdict.Passed;
                    at++;
                    break;
                case '2':
                    answers[question.Id] = Verdict.Failed;
                    at++;
                    break;
                case '3':
                    answers[question.Id] = Verdict.NotApplicable;
                    at++;
                    break;
                case '4':
                    answers[question.Id] = Verdict.CannotTell;
                    at++;
                    break;
                case 'b':
                    at = Math.Max(0, at - 1);
                    break;
                case 's':
                    at = criteria.Count;
                    break;
                case 'q' or '\0':
                    await KeepAsync(trial, answers, cancellation);
                    return false;
            }
        }

        await KeepAsync(trial, answers, cancellation);
        return true;
    }

    private Task KeepAsync(string trial, Dictionary<string, Verdict> answers, CancellationToken cancellation) => answers.Count == 0 ? Task.CompletedTask
        : File.AppendAllLinesAsync(Path.Combine(folder, $"labels-{string.Concat(by.Where(char.IsLetterOrDigit)).ToLowerInvariant()}.jsonl"),
            [LabelFile.Line(trial, by, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), answers)], cancellation);

    /// <summary>From the keyboard, or letter by letter from a pipe; '\0' at its end.</summary>
    private static char Key()
    {
        if (!Console.IsInputRedirected)
        {
            var key = char.ToLower(Console.ReadKey(intercept: true).KeyChar, CultureInfo.InvariantCulture);
            Console.Out.WriteLine(key);
            return key;
        }

        int read;
        while ((read = Console.In.Read()) >= 0 && char.IsWhiteSpace((char)read))
        {
        }

        Console.Out.WriteLine();
        return read < 0 ? '\0' : (char)read;
    }

    private IEnumerable<Question> Questions(SupportCase played) =>
        RuleJudge.Decided.Select(name => new Question(name, $"The agent {name}."))
            .Concat(played.Bucket is Bucket.Resolvable or Bucket.Twin ? [new(Label.Resolved, "All in all: the customer's request was settled, rightly and truly.")] : [])
            .Concat(composition.Rubrics.For(played).Select(criterion => new Question(
                criterion.Id, $"{criterion.Asks}{(criterion.Policy is { } rule ? $" ({rule})" : "")}{(criterion.Applies is { } when ? $" [not applicable unless {when}]" : "")}")));

    private sealed record Question(string Id, string Asks);
}
