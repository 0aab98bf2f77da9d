using Microsoft.Extensions.AI;
using SupportAgentBench.Calls;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;
using static SupportAgentBench.Transcripts.TranscriptEvent;

namespace SupportAgentBench.Agents;

/// <summary>A chat model with the desk's tools. The loop is the conversation's own: each step is one call of the model.</summary>
/// <param name="name">The reference as it was given, options included.</param>
public sealed class ModelAgent(string name, IChatClient chat) : IAgent
{
    /// <summary>Made once: the tools of a desk and what its agents are told are the same in every call.</summary>
    private Declared _tools = new([], []);
    private LastingMessage _instructions = new(ChatRole.System, "");

    public string Name => name;

    /// <exception cref="TurnFailedException">The model could not be reached, or its provider refused: the world's failure, not the agent's.</exception>
    public async Task<AgentStep> NextAsync(AgentView view, CancellationToken cancellation)
    {
        var options = new CallPlace(view.Calls, ModelRole.Agent, view.Turn, view.Step).On(new() { Tools = ToolsOf(view.Tools), Seed = view.Seed });
        ChatResponse response;
        try
        {
            response = await chat.GetResponseAsync(ModelMessages.Of(view, Told(view.Instructions)), options, cancellation);
        }
        catch (CallFailedException failure)
        {
            throw new TurnFailedException(ErrorOwner.Infrastructure, failure.Message, failure);
        }

        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        var calls = contents.OfType<FunctionCallContent>().Select(call => new CallRequest(call.Name, call.ArgumentsAsWritten())).ToList();
        var said = string.Concat(contents.Select(content => content switch { TextContent text => text.Text, ErrorContent refusal => refusal.Message, _ => "" }));
        var thoughts = contents.OfType<TextReasoningContent>().Select(thought => new Thought(view.Turn, view.Step, ThoughtKind.Reasoning, thought.Text, thought.ProtectedData)).ToList();
        if (calls.Count > 0 && !string.IsNullOrWhiteSpace(said))
        {
            thoughts.Add(new(view.Turn, view.Step, ThoughtKind.Aloud, said, null));
        }

        AgentStep step = calls.Count > 0 ? new AgentStep.Calls(calls) : new AgentStep.Answer(said);
        return step with { Usage = ModelUsage.Of(view.Turn, ModelRole.Agent, response), Thoughts = thoughts };
    }

    private List<AITool> ToolsOf(IReadOnlyList<DeskTool> tools)
    {
        var known = _tools;
        if (!ReferenceEquals(known.Of, tools))
        {
            known = _tools = new(tools, [.. tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.Schema))]);
        }

        return known.Tools;
    }

    private LastingMessage Told(string instructions)
    {
        var known = _instructions;
        return known.Text == instructions ? known : _instructions = new(ChatRole.System, instructions);
    }

    private sealed record Declared(IReadOnlyList<DeskTool> Of, List<AITool> Tools);
}
