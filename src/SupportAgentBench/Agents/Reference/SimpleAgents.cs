using System.Globalization;
using System.Text.Json.Nodes;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>Looks nothing up and hands everything over.</summary>
internal sealed class Escalator(string name, Wordings wordings, ReferenceWords words) : IAgent
{
    public string Name => name;

    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation)
    {
        var story = new Story(view, wordings, words);
        var notebook = new Notebook(view.Events);
        var arguments = new JsonObject { ["reason"] = "the customer asks for help", ["summary"] = story.Summary };
        var speaker = new Speaker(story, view.Seed, view.Turn);
        return Task.FromResult<AgentStep>(notebook.Ask(ToolCatalogue.HandoverToHuman, arguments) is null && notebook.Wanted.Count > 0
            ? new AgentStep.Calls(notebook.Wanted)
            : new AgentStep.Answer($"{speaker.Say(Saying.Hello)} {speaker.Say(Saying.HandedOver)}"));
    }
}

/// <summary>Answers fluently out of thin air: scans, links, prices and days that no tool has given. Never writes to the store.</summary>
internal sealed class Storyteller(string name, Wordings wordings, ReferenceWords words) : IAgent
{
    private static readonly string[] Places = ["Springfield", "Riverton", "Ashford", "Milton", "Fairview"];

    public string Name => name;

    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation)
    {
        var story = new Story(view, wordings, words);
        var random = new Random(unchecked((view.Seed * 31) + view.Turn));
        var speaker = new Speaker(story, view.Seed, view.Turn);
        if (view is { Turn: 1, Step: 1 } && random.Next(3) == 0 && story.Numbers() is [var number, ..])
        {
            return Task.FromResult<AgentStep>(new AgentStep.Calls([new(ToolCatalogue.LookUpOrder, new JsonObject { ["order_number"] = number }.ToJsonString())]));
        }

        var day = speaker.Date(new DateOnly(2026, 7, 7).AddDays(random.Next(20)));
        var saying = ((view.Turn + random.Next(2)) % 3) switch { 0 => Saying.StoryPrice, 1 => Saying.StoryStatus, _ => Saying.StoryDelay };
        var text = speaker.Say(saying, ("place", Places[random.Next(Places.Length)]), ("date", day),
            ("link", $"https://parcels-online.example/track/{random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture)}"),
            ("price", $"€{random.Next(30, 400).ToString(CultureInfo.InvariantCulture)}.{random.Next(10, 99).ToString(CultureInfo.InvariantCulture)}"));
        return Task.FromResult<AgentStep>(new AgentStep.Answer($"{speaker.Say(Saying.Hello)} {text}"));
    }
}

/// <summary>Says nothing, or only hello.</summary>
internal sealed class Silent(string name, Wordings wordings, ReferenceWords words) : IAgent
{
    public string Name => name;

    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation) =>
        Task.FromResult<AgentStep>(new AgentStep.Answer(
            new Random(view.Seed).Next(2) == 0 ? "" : new Speaker(new(view, wordings, words), view.Seed, 0).Say(Saying.Hello)));
}

/// <summary>Is polite, and no more.</summary>
internal sealed class Idle(string name, Wordings wordings, ReferenceWords words) : IAgent
{
    public string Name => name;

    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation) =>
        Task.FromResult<AgentStep>(new AgentStep.Answer(new Speaker(new(view, wordings, words), view.Seed, view.Turn).Say(Saying.Idle)));
}
