namespace SupportAgentBench.Wording;

/// <summary>What something was done to, in the words around a verb: one piece for each part that is joined by "and" or a comma.</summary>
/// <param name="IsOwn">Begins with "our" or "my": our own systems, my own mind.</param>
/// <param name="HasPronoun">It, everything, your ...</param>
/// <param name="Passed">What stands behind a preposition before anything else.</param>
/// <param name="PassedTo">That preposition says what something becomes.</param>
internal sealed record Region(IReadOnlyList<RegionPiece> Pieces, bool IsOwn, bool HasPronoun, RegionPiece? Passed, bool PassedTo)
{
    public static Region Of(string text, DeedWords words)
    {
        var all = All(text);
        var pieces = new List<RegionPiece>();
        var current = new RegionPiece(null, null, null, false, false);
        RegionPiece? passed = null;
        var (to, passedTo) = (false, false);
        var (own, pronoun, none, passing, seen) = (false, false, false, false, false);
        for (var place = 0; place < all.Count;)
        {
            var word = all[place];
            if (word == "," || words.Joins.Of(word) is not null)
            {
                Finish();
                passing = false;
                place++;
                continue;
            }

            if (words.Ends.Of(word) is not null)
            {
                // Behind the thing only circumstances follow; before it stands a phrase of its own, with a noun of its own.
                if (seen)
                {
                    break;
                }

                passing = true;
                to = words.Targets.Of(word) is not null;
                place++;
                continue;
            }

            var taken = 1;
            if (words.Things.At(all, place) is { } thing)
            {
                taken = thing.Words;
                Noun(current with { Thing = thing.Meaning, Noun = words.Nouns.Of(word) ?? current.Noun });
            }
            else if (words.Nouns.Of(word) is { } noun)
            {
                Noun(current with { Noun = noun });
            }
            else if (words.Given.At(all, place) is { } given)
            {
                // "The booking details below" are given by the message; "the payment information" is a thing.
                taken = given.Words;
                Noun(current.Thing is null && current.Noun is null ? current with { IsMatter = false, IsGiven = true } : current);
            }
            else if (words.Matters.At(all, place) is { } matter)
            {
                taken = matter.Words;
                Noun(current with { IsMatter = true });
            }
            else if (RegionPiece.IsId(word))
            {
                Noun(current with { Id = word });
            }
            else
            {
                own |= pieces.Count == 0 && !seen && !passing && words.Own.Of(word) is not null;
                none |= words.None.Of(word) is not null;
                pronoun |= words.Pronouns.Of(word) is not null;
            }

            place += taken;
        }

        Finish();
        return new(pieces, own, pronoun, passed, passedTo);

        void Noun(RegionPiece with)
        {
            if (passing)
            {
                passing = false;
                (passed, passedTo) = passed is null ? (with, to) : (passed, passedTo);
                return;
            }

            current = with.IsKnown ? with with { IsGiven = false } : with;
            seen = true;
        }

        // "No bags" are no bags.
        void Finish()
        {
            if ((current.IsKnown || current.IsGiven) && !none)
            {
                pieces.Add(current);
            }

            current = new(null, null, null, false, false);
            none = false;
        }
    }

    /// <summary>Words without their punctuation; an amount keeps its sign.</summary>
    public static WordEnumerator Words(ReadOnlySpan<char> text) => new(text);

    private static List<string> All(string text)
    {
        var all = new List<string>();
        var end = 0;
        foreach (var word in Words(text))
        {
            all.Add(word.ToString());
            end++;
        }

        return all;
    }

    public ref struct WordEnumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly WordEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = 0;
            while (start < _rest.Length && !IsPart(_rest[start]) && _rest[start] is not (',' or '&'))
            {
                start++;
            }

            if (start == _rest.Length)
            {
                return false;
            }

            var end = start + 1;
            while (IsPart(_rest[start]) && end < _rest.Length && (IsPart(_rest[end]) || (_rest[end] is '-' or '.' && end + 1 < _rest.Length && IsPart(_rest[end + 1]))))
            {
                end++;
            }

            // "l'annulation" and "dell'ordine" are two words; "it's" and "passenger's" are one.
            var mark = _rest[start..end].IndexOf('\'');
            if (mark is > 0 and <= 5 && end - start - mark - 1 >= 3)
            {
                end = start + mark + 1;
            }

            Current = _rest[start..end];
            _rest = _rest[end..];
            return true;
        }

        private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter is '$' or '€' or '£' or '\'';
    }
}

/// <param name="Id">The number of an order, a booking, a case ...</param>
/// <param name="Thing">A part of the matter that has a name in <c>wording/tools.yaml</c>: the last one of the phrase is its head.</param>
/// <param name="Noun">The deed that a noun of it names: "the cancellation".</param>
/// <param name="IsMatter">Names the matter as a whole.</param>
/// <param name="IsGiven">Names only what the message itself gives.</param>
internal sealed record RegionPiece(string? Id, string? Thing, string? Noun, bool IsMatter, bool IsGiven)
{
    private const int LeastDigits = 4;

    public bool IsKnown => Id is not null || Thing is not null || Noun is not null || IsMatter;

    /// <summary>Capitals, digits and hyphens, of which at least four are digits; a year is none.</summary>
    public static bool IsId(string word)
    {
        var digits = word.Count(char.IsAsciiDigit);
        return digits >= LeastDigits && word.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) || letter is '-')
            && !(word.Length == LeastDigits && word.StartsWith("20", StringComparison.Ordinal));
    }
}
