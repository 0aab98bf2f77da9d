using System.Globalization;
using System.Text;

namespace SupportAgentBench.Wording;

/// <summary>
/// Finds pieces of text of which at least one is in whatever a regular expression matches: where none is, the expression need not be asked.
/// Knows as much of the syntax as wording files use; of anything else it says that it does not know. The method is that of the prefilter of RE2.
/// </summary>
public static class NeededText
{
    private const int MostExact = 32;

    private const int MostNeeded = 500;

    /// <summary>One letter is in every text.</summary>
    private const int Shortest = 2;

    /// <summary>The pieces; null when nothing certain can be said.</summary>
    public static IReadOnlyList<string>? Of(string expression)
    {
        try
        {
            var reader = new Reader(expression);
            var part = reader.Alternatives();
            return reader.AtEnd ? part.Pieces : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What a part of an expression matches.</summary>
    /// <param name="Exact">All that it can match; null when that is too much to list.</param>
    /// <param name="Needed">Where it cannot be listed: pieces of which one is in each match; null when unknown.</param>
    private readonly record struct Part(IReadOnlyList<string>? Exact, IReadOnlyList<string>? Needed)
    {
        public static Part Empty { get; } = new([""], null);

        public static Part Unknown { get; } = new(null, null);

        public IReadOnlyList<string>? Pieces => Exact is null ? Needed : Usable(Exact);

        public static IReadOnlyList<string>? Usable(IReadOnlyList<string> pieces) => pieces.All(piece => piece.Length >= Shortest) ? pieces : null;

        /// <summary>Of two the one that fits fewer texts.</summary>
        public static IReadOnlyList<string>? Rarer(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
            one is null ? other : other is null ? one : Rarity(one).CompareTo(Rarity(other)) >= 0 ? one : other;

        private static (int, int) Rarity(IReadOnlyList<string> pieces) => (Math.Min(4, pieces.Min(piece => piece.Length)), -pieces.Count);
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public bool AtEnd => _at == text.Length;

        public Part Alternatives()
        {
            var all = new List<Part> { Sequence() };
            while (Take('|'))
            {
                all.Add(Sequence());
            }

            if (all.Count == 1)
            {
                return all[0];
            }

            if (all.All(part => part.Exact is not null) && all.Sum(part => part.Exact!.Count) <= MostNeeded)
            {
                return new([.. all.SelectMany(part => part.Exact!).Distinct(StringComparer.OrdinalIgnoreCase)], null);
            }

            return all.All(part => part.Pieces is not null) && all.Sum(part => part.Pieces!.Count) <= MostNeeded
                ? new(null, [.. all.SelectMany(part => part.Pieces!).Distinct(StringComparer.OrdinalIgnoreCase)])
                : Part.Unknown;
        }

        private Part Sequence()
        {
            IReadOnlyList<string> run = [""];
            IReadOnlyList<string>? best = null;
            var whole = true;
            void Cut()
            {
                best = Part.Rarer(best, Part.Usable(run));
                run = [""];
                whole = false;
            }

            while (!AtEnd && text[_at] is not ('|' or ')'))
            {
                var part = Repeated(Atom());
                if (part.Exact is null)
                {
                    Cut();
                    best = Part.Rarer(best, part.Needed);
                }
                else if (run.Count * part.Exact.Count <= MostExact)
                {
                    run = [.. run.SelectMany(begin => part.Exact.Select(end => begin + end))];
                }
                else
                {
                    Cut();
                    run = part.Exact;
                }
            }

            return whole ? new(run, null) : new(null, Part.Rarer(best, Part.Usable(run)));
        }

        private Part Repeated(Part part)
        {
            var (least, most) = AtEnd ? (1, 1) : Count();
            if ((least, most) is (1, 1))
            {
                return part;
            }

            // Lazy and possessive forms match the same texts.
            _ = Take('?') || Take('+');
            return (least, most) is (0, 1) && part.Exact is { } exact ? new(["", .. exact], null)
                : least > 0 ? new(null, part.Pieces)
                : Part.Unknown;
        }

        private (int Least, int Most) Count()
        {
            if (Take('*'))
            {
                return (0, int.MaxValue);
            }

            if (Take('+'))
            {
                return (1, int.MaxValue);
            }

            if (Take('?'))
            {
                return (0, 1);
            }

            if (text[_at] != '{' || text.IndexOf('}', _at) is not (> 0 and var end) || text[(_at + 1)..end].Split(',') is not { Length: 1 or 2 } bounds
                || !int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
            {
                return (1, 1);
            }

            _at = end + 1;
            return (least, bounds.Length == 1 ? least : int.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : int.MaxValue);
        }

        private Part Atom() => text[_at++] switch
        {
            '^' or '$' => Part.Empty,
            '.' => Part.Unknown,
            '(' => Group(),
            '[' => Class(),
            '\\' => Escape(),
            '*' or '+' or '?' => throw new NotSupportedException(),
            var letter => new([letter.ToString()], null),
        };

        private Part Group()
        {
            var looks = false;
            if (Take('?'))
            {
                if (Take('=') || Take('!') || Take("<=") || Take("<!"))
                {
                    looks = true;
                }
                else if (!Take(':'))
                {
                    // A named group, or one with options of its own; case is disregarded anyway.
                    var end = text.IndexOfAny(['>', ':', ')'], _at);
                    if (end < 0 || text[end] == ')' || !text[_at..end].All(letter => char.IsLetter(letter) || letter is '<' or '-'))
                    {
                        throw new NotSupportedException();
                    }

                    _at = end + 1;
                }
            }

            var part = Alternatives();
            if (!Take(')'))
            {
                throw new NotSupportedException();
            }

            // What only looks ahead or behind takes no text.
            return looks ? Part.Empty : part;
        }

        private Part Class()
        {
            var letters = new StringBuilder();
            var listed = !Take('^');
            for (var first = true; first || text[_at] != ']'; first = false)
            {
                var letter = text[_at++];
                if (letter == '[' || (letter == '-' && !first && text[_at] != ']'))
                {
                    listed = false;
                }
                else if (letter == '\\')
                {
                    listed &= !char.IsLetterOrDigit(text[_at]);
                    letter = text[_at++];
                }

                letters.Append(letter);
                if (AtEnd)
                {
                    throw new NotSupportedException();
                }
            }

            _at++;
            return listed && letters.Length <= 8 ? new([.. letters.ToString().Select(letter => letter.ToString())], null) : Part.Unknown;
        }

        private Part Escape()
        {
            if (AtEnd)
            {
                throw new NotSupportedException();
            }

            var letter = text[_at++];
            switch (letter)
            {
                case 'b' or 'B' or 'A' or 'z' or 'Z':
                    return Part.Empty;
                case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                    return Part.Unknown;
                case 'p' or 'P' when !AtEnd && text[_at] == '{' && text.IndexOf('}', _at) is > 0 and var end:
                    _at = end + 1;
                    return Part.Unknown;
                case 'n':
                    return new(["\n"], null);
                default:
                    return char.IsLetterOrDigit(letter) ? throw new NotSupportedException() : new([letter.ToString()], null);
            }
        }

        private bool Take(char letter) => !AtEnd && text[_at] == letter && ++_at > 0;

        private bool Take(string letters)
        {
            if (!text.AsSpan(_at).StartsWith(letters, StringComparison.Ordinal))
            {
                return false;
            }

            _at += letters.Length;
            return true;
        }
    }
}
