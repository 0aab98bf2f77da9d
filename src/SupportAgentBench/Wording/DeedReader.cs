using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>Finds what a message says was done: by verb and tense, by what stands before and behind it, and by what takes it back.</summary>
internal static class DeedReader
{
    /// <summary>A clause of people is shorter; of a longer one only the beginning is read, so that hostile text stays bounded.</summary>
    private const int MostClause = 600;

    private const int MostVerbs = 8;

    public static IEnumerable<Deed> Of(IReadOnlyList<(Sentence Sentence, IReadOnlyList<Clause> Clauses)> message, LanguageWords language)
    {
        var words = language.Deeds;
        var reported = false;
        foreach (var (sentence, clauses) in message)
        {
            // A question or a request for a yes ends a report: what is listed behind it waits.
            reported &= !sentence.IsQuestion && !language.Consents.In(sentence.Plain);
            foreach (var clause in clauses.Where(clause => MayTell(clause.Text, words)))
            {
                var found = In(Cut(clause), language, reported && sentence.IsListLine).Select(deed => deed with { Quote = sentence.Text }).ToList();
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
            if (words.Verbs.MayBegin(word) || words.Infinitives.MayBegin(word))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Deed> In(Clause clause, LanguageWords language, bool listed)
    {
        var words = language.Deeds;
        var isNews = !words.Records.In(clause.Text);
        var any = false;
        foreach (var deed in Framed(clause, language, words.Active, byAgent: true).Concat(Framed(clause, language, words.Passive, byAgent: false)))
        {
            any = true;
            yield return isNews ? deed : deed with { IsNews = false };
        }

        if (!any && listed && isNews)
        {
            foreach (var deed in Framed(clause, language, words.Listed, byAgent: true))
            {
                yield return deed;
            }
        }
    }

    private static IEnumerable<Deed> Framed(Clause clause, LanguageWords language, Patterns frames, bool byAgent)
    {
        var words = language.Deeds;
        var rest = clause;
        for (var count = 0; count < MostVerbs && frames.First(rest.Text) is { } match; count++)
        {
            var said = match.Groups["said"];
            var what = match.Groups["what"];
            var behind = match.Groups["rest"].Success ? match.Groups["rest"].Value : what.Value;
            if (rest.IsFact(said.Index, said.Length, language))
            {
                foreach (var deed in Made(Kind(match, words), Region.Of(what.Value, words), byAgent, words).Concat(Further(behind, byAgent, words)))
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
    private static IEnumerable<Deed> Further(string behind, bool byAgent, DeedWords words)
    {
        if (words.Further.First(behind) is { } further)
        {
            foreach (var deed in Made(Kind(further, words), Region.Of(further.Groups["what"].Value, words), byAgent, words))
            {
                yield return deed;
            }
        }

        if (words.Contains.First(behind) is { } contains)
        {
            foreach (var piece in Region.Of(contains.Groups["what"].Value, words).Pieces.Where(piece => piece.Thing is not null))
            {
                yield return new("add", piece.Thing, byAgent, true, "");
            }
        }
    }

    private static IEnumerable<Deed> Made(string kind, Region region, bool byAgent, DeedWords words)
    {
        // What the message gives by itself needs no deed.
        if (region.Pieces.Count > 0 && region.Pieces.All(piece => piece.IsGiven))
        {
            yield break;
        }

        var known = region.Pieces.Where(piece => piece.IsKnown).ToList();
        if (known.Count == 0 && !region.HasPronoun && (!byAgent || kind == DeedWords.AnyDeed))
        {
            yield break;
        }

        foreach (var piece in known.Count > 0 ? known : [new(null, null, false, false)])
        {
            yield return new(kind == DeedWords.AnyDeed && piece.Noun is { } noun ? noun : kind, piece.Thing, byAgent, !region.IsOwn, "");
        }
    }

    private static string Kind(Match match, DeedWords words)
    {
        var verb = match.Groups["verb"];
        return (verb.Success ? words.Verbs.Of(verb.Value) ?? words.Infinitives.Of(verb.Value) : null) ?? DeedWords.AnyDeed;
    }

    private static Clause Cut(Clause clause) => clause.Text.Length <= MostClause ? clause : clause with { Text = clause.Text[..MostClause] };
}
