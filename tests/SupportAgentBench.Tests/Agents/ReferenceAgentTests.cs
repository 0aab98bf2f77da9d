using System.Text.RegularExpressions;
using Shouldly;
using SupportAgentBench.Agents.Reference;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using Xunit;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Tests.Agents;

public sealed partial class ReferenceAgentTests
{
    [Fact]
    public async Task The_periods_that_an_agent_names_are_the_desks_own()
    {
        var told = await ToldAsync(days: 9);

        told.ShouldContain("not moved for more than 9 days");
        told.ShouldContain("more than 9 days ago");
        told.ShouldNotContain("more than ten days");
    }

    [Fact]
    public async Task A_period_of_one_is_one_day_in_every_language()
    {
        var told = await ToldAsync(days: 1);

        told.ShouldContain("not moved for more than 1 day");
        told.ShouldContain("delivered more than 1 day ago");
        told.ShouldContain("innerhalb von 1 Tag unbenutzt");
        OneOfMany().Matches(told).Select(match => match.Value).ShouldBeEmpty();
    }

    /// <summary>All that is said and done in all cases, on a desk whose periods are all so long.</summary>
    private static async Task<string> ToldAsync(int days)
    {
        var problems = new Problems();
        var words = ReferenceWordsFile.Read(Path.Combine(Repository.Root, "agents", "reference"), problems);
        problems.ShouldBeEmpty();
        var own = Repository.Desk;
        var profile = own.Profile with { LostAfterDays = days, ReturnWindowDays = days, Claims = own.Profile.Claims with { DamageDays = days } };
        var desk = new Desk(profile, own.Policy, own.Products, own.Promotions, own.Orders, own.Partner, own.Hash);
        var told = new List<string>();
        foreach (var played in Repository.Cases.Cases)
        {
            var agent = ReferenceAgents.Create("reference/careful", Repository.Wordings, words!, profile);
            var transcript = await new Conversation(played, new OpenDesk(desk), agent, new ScriptedCustomer(Repository.Wordings), "", Limits.Standard, Some.Header(played, agent.Name), TrialCalls.Unkept)
                .PlayAsync(CancellationToken.None);
            told.AddRange(transcript.Events.Select(happened => happened switch { AgentMessage said => said.Text, ToolCall call => call.Arguments, ToolResult result => result.Content, _ => "" }));
        }

        return string.Join('\n', told);
    }

    [GeneratedRegex(@"(?<![\d.,])1 (?:days|Tagen?|días|jours|dias)\b.{0,20}", RegexOptions.CultureInvariant)]
    private static partial Regex OneOfMany();
}
