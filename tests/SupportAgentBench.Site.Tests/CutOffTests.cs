using Shouldly;
using SupportAgentBench.Calls;
using SupportAgentBench.Site.Pages;
using SupportAgentBench.Transcripts;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Site.Tests;

/// <summary>Answers that the limit of their length cut off are read as what they are.</summary>
public sealed class CutOffTests
{
    [Fact]
    public async Task An_answer_that_was_cut_off_is_marked_where_it_stands_and_a_whole_one_is_not()
    {
        var content = new SmallBoard(new Actor("acme/one")).Content;
        var row = content.Trials.First();
        var page = new TrialPage(content, row, new(new(TranscriptHeader.CurrentFormat, row.Run, row.Agent, row.Case, "scripted", "Northline", 1),
        [
            new CustomerMessage(1, "Where is it?", "a@example.com", "My order", null),
            Used(1, ModelRole.Agent, 300, "length"), new AgentMessage(1, "Your order is on its way and will", null),
            Used(1, ModelRole.Customer, null, "max_tokens"), Used(1, ModelRole.Customer, 12, "stop"), new CustomerMessage(2, "And will what?", null, null, null),
            Used(2, ModelRole.Agent, 40, "stop"), new AgentMessage(2, "It will be with you tomorrow.", null),
            new Ended(2, TerminationReason.Satisfied, null),
        ]));

        await using var renderer = new PageRenderer();
        foreach (var told in new[] { page.Markdown(), await renderer.HtmlAsync(page, content) })
        {
            var marks = told.Split("cut off").Length - 1;
            marks.ShouldBe(2, told);
            told.Replace("&#x27;", "'", StringComparison.Ordinal).ShouldContain("the agent's answer, by the limit of its length (300 tokens); what came is what counts");
            told.Replace("&#x27;", "'", StringComparison.Ordinal).ShouldContain("the customer's answer, by the limit of its length; it was asked for again");
            told.IndexOf("cut off", StringComparison.Ordinal).ShouldBeLessThan(told.IndexOf("on its way and will", StringComparison.Ordinal));
            told.LastIndexOf("cut off", StringComparison.Ordinal).ShouldBeLessThan(told.IndexOf("And will what", StringComparison.Ordinal));
        }
    }

    private static ModelUsage Used(int turn, ModelRole role, long? output, string finish) => new(turn, role, "m", 900, null, null, output, null, finish, null);
}
