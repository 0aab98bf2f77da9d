using Shouldly;
using SupportAgentBench.Agents.Reference;
using SupportAgentBench.Calls;
using SupportAgentBench.Cases;
using SupportAgentBench.Contracts;
using SupportAgentBench.Conversations;
using SupportAgentBench.Customers;
using SupportAgentBench.Desks;
using SupportAgentBench.Files;
using SupportAgentBench.Transcripts;
using Xunit;

namespace SupportAgentBench.Tests.Contracts;

public sealed class ContractTests
{
    private static readonly Contract Contract = new(Repository.Wordings, Repository.PartWordings);
    private static readonly Lazy<ReferenceWords> Words = new(() => ReferenceWordsFile.Read(Path.Combine(Repository.Root, "agents", "reference"), new Problems())!);

    public static TheoryData<string> Agents => [.. ReferenceAgents.Names];

    [Theory]
    [MemberData(nameof(Agents))]
    public async Task A_sound_customer_raises_next_to_no_alarm(string agent)
    {
        var alarms = new List<string>();
        var conversations = 0;
        foreach (var played in Repository.Cases.Cases.Where((_, index) => index % 2 == agent.Length % 2))
        {
            conversations++;
            var found = await BreachesAsync(played, agent, new ScriptedCustomer(Repository.Wordings), conversations);
            alarms.AddRange(found.Count == 0 ? [] : [$"{agent} {played.Id}: {string.Join("; ", found.Select(breach => $"{breach.Kind} {breach.Turn} {breach.What} <<{breach.Quote}>>"))}"]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{agent}: {alarms.Count} of {conversations}\n{string.Join('\n', alarms)}");
        ((double)alarms.Count / conversations).ShouldBeLessThanOrEqualTo(0.02, string.Join('\n', alarms));
    }

    [Fact]
    public void The_same_words_are_judged_anew_after_other_words_and_from_another_person()
    {
        var played = Repository.Cases.Cases.First(one => one.Language == "en");
        Mood[] moods = [Mood.Calm, Mood.Angry, Mood.Calm];
        string[] answers = ["Your parcel ZX998877 is on its way.", "Your parcel is on its way.", "Your parcel ZX998877 is on its way."];

        moods.Select(mood => Breaks(mood, answers[0], "You are idiots.")).ShouldBe([true, false, true]);
        answers.Select(answer => Breaks(Mood.Calm, answer, "Where is ZX998877 now?")).ShouldBe([false, true, false]);

        bool Breaks(Mood mood, string answer, string message) => Contract.Check(
            new(played.Customer, played.Email, played.Language, mood),
            [new TranscriptEvent.CustomerMessage(1, played.Email.Body, null, null, null), new TranscriptEvent.AgentMessage(1, answer, null), new TranscriptEvent.CustomerMessage(2, message, null, null, null)])
            .Any(breach => breach.Kind is BreachKind.PersonaDrift or BreachKind.InventedFact);
    }

    [Theory]
    [InlineData(BreachKind.InventedFact)]
    [InlineData(BreachKind.EarlyFact)]
    [InlineData(BreachKind.UnaskedPhoto)]
    [InlineData(BreachKind.StoppedEarly)]
    [InlineData(BreachKind.WentOn)]
    [InlineData(BreachKind.FellOutOfRole)]
    [InlineData(BreachKind.PersonaDrift)]
    [InlineData(BreachKind.LanguageDrift)]
    [InlineData(BreachKind.IgnoredPushback)]
    public async Task Planted_faults_of_each_kind_are_found(BreachKind kind)
    {
        var (planted, found, missed) = (0, 0, new List<string>());
        foreach (var agent in new[] { "reference/careful", "reference/idle" })
        {
            foreach (var (index, played) in Repository.Cases.Cases.Index().Where(pair => pair.Index % (kind is BreachKind.UnaskedPhoto ? 1 : 3) == 0))
            {
                var customer = new FaultyCustomer(new ScriptedCustomer(Repository.Wordings), kind);
                var breaches = await BreachesAsync(played, agent, customer, index);
                if (customer.Planted.Count == 0)
                {
                    continue;
                }

                planted++;
                found += breaches.Any(breach => breach.Kind == kind) ? 1 : 0;
                if (breaches.All(breach => breach.Kind != kind))
                {
                    missed.Add($"{agent} {played.Id} seed {index}");
                }
            }
        }

        planted.ShouldBeGreaterThanOrEqualTo(20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {found} of {planted}");
        ((double)found / planted).ShouldBeGreaterThanOrEqualTo(0.95, $"{found} of {planted}; missed:\n{string.Join('\n', missed)}");
    }

    private static async Task<IReadOnlyList<Breach>> BreachesAsync(SupportCase played, string agent, ICustomer customer, int seed)
    {
        var header = Some.Header(played, agent, seed);
        var transcript = await new Conversation(played, new OpenDesk(Repository.Desk), ReferenceAgents.Create(agent, Repository.Wordings, Words.Value, Repository.Desk.Profile), customer, "",
            Limits.Standard, header, TrialCalls.Unkept).PlayAsync(CancellationToken.None);
        return Contract.Check(new(played.Customer, played.Email, played.Language, played.Mood), transcript.Events);
    }
}
