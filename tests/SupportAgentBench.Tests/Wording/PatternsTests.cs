using System.Text.RegularExpressions;
using CsCheck;
using Shouldly;
using SupportAgentBench.Wording;
using Xunit;

namespace SupportAgentBench.Tests.Wording;

/// <summary>The quick look before a pattern is asked never changes an answer.</summary>
public sealed class PatternsTests
{
    private const RegexOptions Reading = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Gen<string> Letter = OneOf("a", "b", "c", "ab", "bc", "cab", " ", "[ab]", "[^a]", "[a-c]", "\\w", "\\s", ".", "\\b", "^", "$", "\\.");

    /// <summary>What repeats is one letter: a repeated repetition takes a regular expression for ever.</summary>
    private static readonly Gen<string> Repeated = Gen.Select(Letter, OneOf("", "", "", "?", "*", "+", "{0,2}", "{1,2}", "{2}", "??", "+?"), (letter, often) => $"(?:{letter}){often}");

    private static readonly Gen<string> Pair = Gen.Select(Repeated, Repeated, Letter, (one, other, last) => one + other + last);

    private static readonly Gen<string> Group = Gen.Select(Pair, Pair, Gen.Int[0, 7], (one, other, kind) => kind switch
    {
        0 => $"(?:{one}|{other})",
        1 => $"(?<said>{one}){other}",
        2 => $"(?={one}){other}",
        3 => $"(?!{one}){other}",
        4 => $"(?<=ab|{one})c",
        5 => $"(?-i:{one}){other}",
        6 => $"(?:{one}|{other})?",
        _ => one,
    });

    private static readonly Gen<string> Expression = Gen.Select(Group, Group, Gen.Int[0, 2], (one, other, kind) => kind switch { 0 => one, 1 => one + other, _ => $"{one}|{other}" });

    private static readonly Gen<string> Text = OneOf("a", "b", "c", "A", "B", "C", " ", ".", "ab", "cab").Array[0, 12].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Patterns_one_by_one_find_what_they_find_as_one_expression() => Gen.Select(Expression.Array[1, 4], Text).Sample(
        (expressions, text) =>
        {
            var one = new Regex(string.Join('|', expressions.Select(expression => $"(?:{expression})")), Reading);
            var patterns = new Patterns(expressions);
            patterns.AllIn(text).Select(Told).ShouldBe(one.Matches(text).Select(Told));
            patterns.In(text).ShouldBe(one.IsMatch(text));
            patterns.Blank(text).ShouldBe(one.Replace(text, match => new(' ', match.Length)));
        },
        iter: 3_000);

    /// <summary>How often the quick look spares the question is what it is for.</summary>
    [Theory]
    [InlineData("\\bapologi[sz]e\\b", "apologise|apologize")]
    [InlineData("\\bre-?(?:direct|rout)\\w*", "re-direct|re-rout|redirect|rerout")]
    [InlineData("(?<said>\\b(?:i|we)(?: now)* (?:cancelled|closed))(?<what>.*)", " cancelled| closed")]
    [InlineData("\\bnot\\b(?! now)", "not")]
    [InlineData("(?:storniert|\\w+)", null)]
    [InlineData("\\d+ (?<unit>x)", " x")]
    [InlineData("(a)(?i)b", null)]
    public void A_piece_of_every_match_is_found(string expression, string? pieces) =>
        (NeededText.Of(expression) is { } found ? string.Join('|', found.Order(StringComparer.Ordinal)) : null).ShouldBe(pieces);

    [Theory]
    [InlineData("kind", "\u212Aind")]
    [InlineData("straße", "STRA\u1E9EE")]
    public void Letters_that_only_look_other_are_found_too(string expression, string text) =>
        new Patterns([expression]).In(text).ShouldBe(Regex.IsMatch(text, expression, Reading));

    private static Gen<string> OneOf(params string[] all) => Gen.Int[0, all.Length - 1].Select(index => all[index]);

    private static string Told(Match match) => $"{match.Index}+{match.Length} {match.Groups["said"].Success} {match.Groups["said"].Value}";
}
