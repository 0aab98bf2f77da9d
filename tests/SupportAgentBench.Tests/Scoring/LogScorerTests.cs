using System.Text.RegularExpressions;
using Shouldly;
using SupportAgentBench.Files;
using SupportAgentBench.Imports;
using SupportAgentBench.Scoring;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Scoring;

/// <summary>What an imported conversation claims is held against what was called, in small conversations that are told as a log.</summary>
[Collection(typeof(Alone))]
public sealed partial class LogScorerTests
{
    private static readonly ToolRoles Tools = new(
        ["cancel_reservation", "book_reservation", "update_reservation_flights", "update_reservation_baggages", "issue_voucher", "cancel_order", "exchange_items",
            "return_items", "modify_order_address", "refund_order", "send_email"], ["to_human"]);

    private static readonly Lazy<IReadOnlyList<Told>> All = new(Read);

    public static TheoryData<string> Names => [.. All.Value.Select(told => told.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exactly_what_is_wrong_is_found(string name)
    {
        var told = All.Value.Single(told => told.Name == name);

        var findings = Score(told.Log, Tools).Findings;

        findings.Select(finding => Words.Of(finding.Rule)).Distinct().Order()
            .ShouldBe(told.Finds.Order(), $"{name}: {string.Join("; ", findings.Select(finding => $"{finding.Rule} \"{finding.Quote}\" {finding.What}"))}");
    }

    [Fact]
    public void Where_no_tool_is_named_nothing_is_said_about_deeds_and_handovers()
    {
        var findings = All.Value.SelectMany(told => Score(told.Log, new([], [])).Findings).Select(finding => finding.Rule).ToHashSet();

        findings.ShouldNotContain(FindingRule.PhantomAction);
        findings.ShouldNotContain(FindingRule.FalseHandover);
        findings.ShouldNotContain(FindingRule.SkippedConfirmation);
        findings.ShouldContain(FindingRule.InvalidCall);
    }

    [Fact]
    public void A_finding_names_the_message_and_the_words()
    {
        var finding = Score("C: Money back!\nA: I am sorry. I have refunded $15 to your card. Bye.", Tools).Findings.Single(found => found.Rule is FindingRule.PhantomAction);

        finding.Index.ShouldBe(2);
        finding.Quote.ShouldBe("I have refunded $15 to your card.");
    }

    [Theory]
    [InlineData("has been added ")]
    [InlineData("I have cancelled and ")]
    [InlineData("one bag, ")]
    [InlineData("$1 ")]
    [InlineData("May 1 ")]
    [InlineData("would you like \"")]
    [InlineData("<!-- [x](y \"")]
    [InlineData("](\n[a]: b '")]
    [InlineData("aаb\u200B")]
    public void Hostile_text_takes_time_in_proportion_to_its_length(string piece)
    {
        Time(piece, 1_000);
        var (few, many) = (Time(piece, 25_000), Time(piece, 100_000));

        // Four times the text: 4 in proportion, 16 where each letter looked at all others. The second is for what chance adds to next to nothing.
        many.ShouldBeLessThan((9 * few) + TimeSpan.FromSeconds(1));
    }

    private static TimeSpan Time(string piece, int letters)
    {
        var text = string.Concat(Enumerable.Repeat(piece, letters / piece.Length));
        var log = new LoggedConversation("hostile",
        [
            new(0, LoggedRole.Customer, text, [], null, null), new(1, LoggedRole.Agent, null, [new("1", "cancel_order", text)], null, null),
            new(2, LoggedRole.Tool, text, [], "1", null), new(3, LoggedRole.Agent, text, [], null, null),
        ]);
        var time = System.Diagnostics.Stopwatch.StartNew();
        new LogScorer(Repository.Wordings).Score(LogTranscript.Of(log, "00000000", "test", Tools, Repository.Wordings.Tools));
        return time.Elapsed;
    }

    private static TrialScore Score(string log, ToolRoles tools) =>
        new LogScorer(Repository.Wordings).Score(LogTranscript.Of(Parsed(log), "00000000", "test", tools, Repository.Wordings.Tools));

    private static LoggedConversation Parsed(string log)
    {
        // What the agents of these logs were told, so that prices are no invention.
        var messages = new List<LoggedMessage> { new(0, LoggedRole.System, "Fees: $15, $20, $50, $100, $120, $200, $220, $300. Sale from May 5.", [], null, null) };
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var call = Call().Match(line);
            if (call.Success)
            {
                var beside = messages is [.., { Role: LoggedRole.Agent, Calls.Count: 0 } last] ? last : null;
                if (beside is not null)
                {
                    messages.RemoveAt(messages.Count - 1);
                }

                var id = $"{messages.Count}";
                messages.Add(new(messages.Count, LoggedRole.Agent, beside?.Text, [new(id, call.Groups["tool"].Value, call.Groups["with"].Value)], null, null));
                if (call.Groups["result"].Success)
                {
                    messages.Add(new(messages.Count, LoggedRole.Tool, call.Groups["result"].Value, [], id, null));
                }
            }
            else
            {
                messages.Add(new(messages.Count, line.StartsWith('C') ? LoggedRole.Customer : LoggedRole.Agent, line[2..].Trim().Trim('"').Replace("\\n", "\n"), [], null, null));
            }
        }

        return new("told", messages);
    }

    private static IReadOnlyList<Told> Read()
    {
        var problems = new Problems();
        var file = Fields.OfFile(Path.Combine(Repository.Root, "tests", "SupportAgentBench.Tests", "Data"), "logs.yaml", problems);
        var all = file.Maps("logs").Select(entry => new Told(entry.Text("name"), entry.Texts("finds"), entry.Text("log"))).ToList();
        problems.ThrowIfAny();
        return all;
    }

    [GeneratedRegex(@"^> (?<tool>\w+) (?<with>\{.*?\})(?: => (?<result>.*))?$")]
    private static partial Regex Call();

    private sealed record Told(string Name, IReadOnlyList<string> Finds, string Log);
}
