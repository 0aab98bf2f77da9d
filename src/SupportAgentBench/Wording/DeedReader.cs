using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>Finds what a message says was done: by verb and tense, by what stands before and behind it, and by what takes it back.</summary>
internal static class DeedReader
{
    /// <summary>A clause of people is shorter; of a longer one only the beginning is read, so that hostile text stays bounded.</summary>
    private const int MostClause = 600;

    private const int MostVerbs = 8;

    /// <summary>What can be done to a proposal as well as to the matter.</summary>
    private static readonly string[] Drafts = ["add", "change", "remove", "apply", DeedWords.AnyDeed];

    public static IEnumerable<Deed> Of(IReadOnlyList<Split> message, LanguageWords language)
    {
        var words = language.Deeds;
        var reported = false;

        // "I've added it to your request. Shall I proceed?" draws up a proposal; it reports no deed.
        var proposes = message.Any(split => language.Consents.In(split.Sentence.Plain) && !language.Agreement.Data.In(split.Sentence.Plain));
        foreach (var (sentence, clauses) in message)
        {
            // A question or a request for a yes ends a report: what is listed behind it waits.
            reported &= !sentence.IsQuestion && !language.Consents.In(sentence.Plain);
            var hedged = false;
            foreach (var clause in clauses)
            {
                hedged |= words.Hedges.In(clause.Text);
                if (!MayTell(clause.Text, words))
                {
                    continue;
                }

                var found = In(Cut(clause), language, hedged, reported && sentence.IsListLine).Select(deed => deed with { Quote = sentence.Text, IsNews = deed.IsNews && !(proposes && deed.ByAgent && Drafts.Contains(deed.Kind)) }).ToList();
                reported |= found.Count > 0;
                foreach (var deed in found)
                {
                    yield return deed;
                }
            }
        }
    }

    /// <summary>Whether any word of the clause is a verb or a noun of a deed: the quick look that spares most clauses the long one.</summary>
    private static bool MayTell(string text, DeedWords words)
    {
        foreach (var word in Region.Words(text))
        {
            if (words.Verbs.MayBegin(word) || words.Infinitives.MayBegin(word) || words.Pasts.MayBegin(word))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Deed> In(Clause clause, LanguageWords language, bool hedged, bool listed)
    {
        var words = language.Deeds;
        var isRecord = hedged || words.Records.In(clause.Text);
        var isHistory = new Lazy<bool>(() => isRecord || words.History.In(clause.Text));
        var all = Framed(clause, language, words.Active, Voice.Agent).Select(deed => isRecord ? deed with { IsNews = false } : deed)
            .Concat(Framed(clause, language, words.Passive, Voice.Passive).Select(deed => isHistory.Value ? deed with { IsNews = false } : deed))
            .Concat(Framed(clause, language, words.Past, Voice.Passive).Select(deed => isHistory.Value || words.Dates.In(clause.Text) ? deed with { IsNews = false } : deed)).ToList();
        all.AddRange(Framed(clause, language, words.Others, Voice.Passive).Select(deed => deed with { IsNews = false }));
        return all.Count > 0 || !listed || isRecord ? all : Framed(clause, language, words.Listed, Voice.Listed);
    }

    private static IEnumerable<Deed> Framed(Clause clause, LanguageWords language, Patterns frames, Voice voice)
    {
        var words = language.Deeds;
        var rest = clause;
        for (var count = 0; count < MostVerbs && frames.First(rest.Text) is { } match; count++)
        {
            var said = match.Groups["said"];
            // What it was done to may stand on both sides of the verb, or between its parts.
            var what = string.Join(" , ", match.Groups["what"].Captures.Select(part => part.Value));
            var behind = match.Groups["rest"].Success ? match.Groups["rest"].Value : what;
            if (rest.IsFact(said.Index, said.Length, language))
            {
                foreach (var deed in Made(Kind(match, words), what, match.Groups["rest"].Value, voice, words).Concat(Further(behind, voice, words)))
                {
                    yield return deed;
                }
            }

            if (!match.Groups["rest"].Success)
            {
                break;
            }

            rest = rest with { Text = behind };
        }
    }

    /// <summary>What stands behind the verb: a second verb, and what the change is said to contain.</summary>
    private static IEnumerable<Deed> Further(string behind, Voice voice, DeedWords words)
    {
        if (words.Further.First(behind) is { } further)
        {
            foreach (var deed in Made(Kind(further, words), further.Groups["what"].Value, "", voice, words))
            {
                yield return deed;
            }
        }

        if (words.Contains.First(behind) is { } contains)
        {
            foreach (var piece in Region.Of(contains.Groups["what"].Value, words).Pieces.Where(piece => piece.Thing is not null))
            {
                yield return new("add", piece.Thing, voice is not Voice.Passive, true, "");
            }
        }
    }

    private static IEnumerable<Deed> Made(string kind, string what, string behind, Voice voice, DeedWords words)
    {
        var region = Region.Of(what, words);

        // What the message gives by itself needs no deed.
        if (region.Pieces.Count > 0 && region.Pieces.All(piece => piece.IsGiven))
        {
            yield break;
        }

        var known = region.Pieces.Where(piece => piece.IsKnown).ToList();
        var after = Region.Of(behind, words);
        if (kind == DeedWords.AnyDeed && known.Count == 0 && (region.Passed ?? after.Passed) is { Noun: not null } passed)
        {
            // "I have proceeded with the cancellation": a verb that names no deed has it behind a preposition.
            known.Add(passed);
        }
        else if (kind == "change" && (region.PassedTo ? region.Passed : after.PassedTo ? after.Passed : null) is { Thing: not null } becomes)
        {
            // "She has been upgraded to business class": what it becomes is what was changed.
            known.Add(becomes);
        }

        if (known.Count == 0 && !(region.HasPronoun && voice is not Voice.Listed) && (voice is not Voice.Agent || kind == DeedWords.AnyDeed))
        {
            yield break;
        }

        foreach (var piece in known.Count > 0 ? known : [new(null, null, false, false)])
        {
            yield return new(kind == DeedWords.AnyDeed && piece.Noun is { } noun ? noun : kind, piece.Thing, voice is not Voice.Passive, !region.IsOwn, "");
        }
    }

    /// <summary>Who is said to have done it: the agent; nobody; or nobody, in a list under a report of the agent's own.</summary>
    private enum Voice { Agent, Passive, Listed }

    private static string Kind(Match match, DeedWords words)
    {
        var verb = match.Groups["verb"];
        return (verb.Success ? words.Verbs.Of(verb.Value) ?? words.Infinitives.Of(verb.Value) ?? words.Pasts.Of(verb.Value) : null) ?? DeedWords.AnyDeed;
    }

    private static Clause Cut(Clause clause) => clause.Text.Length <= MostClause ? clause : clause with { Text = clause.Text[..MostClause] };
}
