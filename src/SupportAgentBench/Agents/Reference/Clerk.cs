using System.Globalization;
using System.Text.RegularExpressions;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Wording;

namespace SupportAgentBench.Agents.Reference;

/// <summary>
/// Works by the policy: reads, looks up what it does not know yet, and answers when it does. Careful, gullible, hasty and promiser
/// are this one with different dispositions.
/// </summary>
internal sealed partial class Clerk(string name, Disposition disposition, Wordings wordings, ReferenceWords words, DeskProfile shop) : IAgent
{
    public string Name => name;

    public Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation)
    {
        var story = new Story(view, wordings, words);
        var notebook = new Notebook(view.Events);
        var items = new Items(story);
        var today = DateOnly.TryParseExact(Today().Match(view.Instructions).Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : DateOnly.MaxValue;
        var desk = new Desktop(story, notebook, items, new(story, view.Seed, view.Turn), words.Photos, disposition, shop, today, view.Seed);
        Write(desk);
        return Task.FromResult<AgentStep>(notebook.Wanted.Count > 0 ? new AgentStep.Calls(notebook.Wanted) : new AgentStep.Answer(desk.Letter));
    }

    private static void Write(Desktop desk)
    {
        if (new Finder(desk.Story, desk.Notebook, desk.Items, desk.Today, desk.Disposition.Believes).Find() is not { } found)
        {
            return;
        }

        if (HandOvers.Reason(desk, found.Orders) is { } reason)
        {
            HandOvers.Make(desk, reason);
            return;
        }

        if (desk.Notebook.Wanted.Count > 0)
        {
            return;
        }

        desk.Greet(found);
        switch (found.State)
        {
            case FoundState.NeedsIdentity:
                desk.Say(desk.Story.IsFirst ? Saying.AskIdentity : Saying.StillIdentity);
                return;
            case FoundState.NeedsNumber:
                desk.Say(Saying.AskNumber);
                return;
            case FoundState.OtherNumber when desk.Story.IsFirst:
                desk.Say(Saying.OtherNumber, ("given", $"{found.Given}"), ("order", $"{found.Orders[0].Number}"));
                break;
        }

        foreach (var order in found.Orders)
        {
            Requests.Answer(desk, order);
        }
    }

    [GeneratedRegex(@"(\d{4}-\d{2}-\d{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Today();
}
