using System.Text.RegularExpressions;

namespace SupportAgentBench.Wording;

/// <summary>Finds what a message says was done: by verb and tense, by what stands before and behind it, and by what takes it back.</summary>
internal static class DeedReader
{
    /// <summary>A clause of people is shorter; of a longer one only the beginning is read, so that hostile text stays bounded.</summary>
    private const int MostClause = 600;

    private const int MostVerbs = 8;

    /// <summary>A sentence of no other words than a deed's is short.</summary>
    private const int MostAlone = 100;

    /// <summary>What is named in few words is the customer's matter, even by a name that no list knows.</summary>
    private const int MostSubject = 30;

    public static IEnumerable<Deed> Of(IReadOnlyList<Split> message, LanguageWords language)
    {
        var words = language.Deeds;
        var (reported, headed) = (false, false);

        // "I've added it to your request. Shall I proceed?" draws up a proposal; it reports no deed.
        var proposes = message.Any(split => language.AsksForYes(split.Sentence.Plain));
        foreach (var (sentence, clauses) in message)
        {
            // A question or a request for a yes ends a report: what is listed behind it waits.
            reported &= !sentence.IsQuestion && !language.Consents.In(sentence.Plain);
            reported |= words.Opens.In(sentence.Plain);
            headed |= words.Heads.In(sentence.Plain);
            var listed = !sentence.IsListLine ? (Voice?)null : reported ? Voice.Listed : headed ? Voice.Headed : null;
            var found = In(sentence, clauses, language, listed);
            reported |= found.Exists(deed => deed.ByAgent || deed.IsNews);
            var failed = found.Count > 0 && words.Failures.In(sentence.Plain);
            foreach (var deed in found)
            {
                yield return deed with { Quote = sentence.Text, IsNews = deed.IsNews && !failed && !(proposes && deed.ByAgent && words.Ways.Drafts.Contains(deed.Kind)) };
            }
        }
    }

    private static List<Deed> In(Sentence sentence, IReadOnlyList<Clause> clauses, LanguageWords language, Voice? listed)
    {
        var words = language.Deeds;
        var found = new List<Deed>();
        var (hedged, dated) = (false, false);
        foreach (var clause in clauses)
        {
            if (MayTell(clause.Text, words))
            {
                found.AddRange(In(Cut(clause), language, hedged, dated, listed));
            }

            hedged |= words.Hedges.In(clause.Text);
            dated |= words.Dates.In(clause.Text);
        }

        if (found.Count > 0 || hedged || dated || sentence.IsDashed || sentence.IsQuestion || words.History.In(sentence.Plain))
        {
            return found;
        }

        found.AddRange(sentence.Plain.Length <= MostAlone && MayTell(sentence.Plain, words) ? Framed(new(sentence.Plain, false, false), language, words.Alone, Voice.Alone) : []);
        return found.Count > 0 ? found : [.. OfDesks(clauses, language)];
    }

    /// <summary>How people say that what a desk can do was done is known best: it counts where no frame fits.</summary>
    private static IEnumerable<Deed> OfDesks(IReadOnlyList<Clause> clauses, LanguageWords language) =>
        from change in language.Deeds.Ways.Changes
        where clauses.Any(clause => clause.States(language.Actions[change.Key].Done, language))
        select new Deed(change.Value[0], null, null, false, true, "");

    /// <summary>Whether any word of the clause is a verb or a noun of a deed: the quick look that spares most clauses the long one.</summary>
    private static bool MayTell(string text, DeedWords words)
    {
        foreach (var word in Region.Words(text))
        {
            if (words.Verbs.MayBegin(word) || words.Infinitives.MayBegin(word) || words.Pasts.MayBegin(word) || words.Signs.MayBegin(word))
            {
                return true;
            }
        }

        return false;
    }

    private static List<Deed> In(Clause clause, LanguageWords language, bool hedged, bool dated, Voice? listed)
    {
        var words = language.Deeds;
        IEnumerable<Deed> Told(Patterns frames, Voice voice) => Framed(clause, language, frames, voice).Select(deed => hedged ? deed with { IsNews = false } : deed);
        var isHistory = new Lazy<bool>(() => words.Hedges.In(clause.Text) || words.History.In(clause.Text));
        var all = Told(words.Active, Voice.Agent)
            .Concat(Told(words.Passive, Voice.Perfect).Select(deed => isHistory.Value ? deed with { IsNews = false } : deed))
            .Concat(Told(words.Past, Voice.Passive).Select(deed => isHistory.Value || dated || words.Dates.In(clause.Text) ? deed with { IsNews = false } : deed))
            .Concat(Told(words.Others, Voice.Passive).Select(deed => deed with { IsNews = false })).ToList();
        if (all.Count == 0 && listed is { } voice)
        {
            all.AddRange(Told(words.Listed, voice));
        }

        return all;
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
                // Only what stands up to the verb makes a record of it: "it has been cancelled and nothing will be charged".
                var before = rest.Text[..(said.Index + said.Length)];
                var isRecord = words.Records.In(before) || words.Hedges.In(before);
                foreach (var deed in Made(Kind(match, words), what, match.Groups["rest"].Value, voice, words).Concat(Further(behind, voice, words)))
                {
                    yield return isRecord ? deed with { IsNews = false } : deed;
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
                yield return new("add", piece.Thing, null, IsAgent(voice), true, "");
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

        var enough = voice switch
        {
            Voice.Agent => region.HasPronoun || kind != DeedWords.AnyDeed,
            Voice.Passive => region.HasPronoun,
            Voice.Perfect => region.HasPronoun || (kind != DeedWords.AnyDeed && what.Length is > 0 and <= MostSubject),
            Voice.Listed => kind != DeedWords.AnyDeed && what.Length is > 0 and <= MostSubject,
            Voice.Alone => string.IsNullOrWhiteSpace(what) && kind != DeedWords.AnyDeed,
            _ => false,
        };
        if (known.Count == 0 && !enough)
        {
            yield break;
        }

        foreach (var piece in known.Count > 0 ? known : [new(null, null, null, false, false)])
        {
            yield return new(words.Ways.Of(kind, piece), piece.Thing, piece.Id, IsAgent(voice), !region.IsOwn, "");
        }
    }

    /// <summary>
    /// Who is said to have done it: the agent; nobody, at some time; nobody, just now; nobody, in a list under a report of the agent's own or
    /// under a head that may be a record's; or nobody, in a sentence of no other words.
    /// </summary>
    private enum Voice { Agent, Passive, Perfect, Listed, Headed, Alone }

    private static bool IsAgent(Voice voice) => voice is Voice.Agent or Voice.Listed;

    private static string Kind(Match match, DeedWords words)
    {
        var verb = match.Groups["verb"];
        return (verb.Success ? words.Verbs.Of(verb.Value) ?? words.Infinitives.Of(verb.Value) ?? words.Pasts.Of(verb.Value) : null) ?? DeedWords.AnyDeed;
    }

    private static Clause Cut(Clause clause) => clause.Text.Length <= MostClause ? clause : clause with { Text = clause.Text[..MostClause] };
}
