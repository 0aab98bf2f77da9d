using System.Diagnostics;

namespace SupportAgentBench.Calls;

/// <summary>
/// Spans by OpenTelemetry's conventions for generative AI, which are still in development: their names stand here and nowhere else. Costs
/// nothing while nobody listens, and carries names and numbers only, never what was said.
/// </summary>
public static class CallTelemetry
{
    /// <summary>The name of the source of all spans and metrics.</summary>
    public const string Source = "SupportAgentBench";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>One trial; the calls of its models are its children.</summary>
    public static Activity? Trial(string agent, string run, string caseId) => Spans.StartActivity($"invoke_agent {agent}")?
        .SetTag("gen_ai.operation.name", "invoke_agent").SetTag("gen_ai.agent.name", agent).SetTag("gen_ai.conversation.id", $"{run}/{caseId}");

    public static Activity? Tool(string name, string id) => Spans.StartActivity($"execute_tool {name}")?
        .SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", name).SetTag("gen_ai.tool.call.id", id);

    /// <param name="value">Null where it could not be told; then only the label is sent.</param>
    public static void Score(Activity span, string name, double? value, string? label)
    {
        var tags = new ActivityTagsCollection { ["gen_ai.evaluation.name"] = name };
        if (value is { } known)
        {
            tags["gen_ai.evaluation.score.value"] = known;
        }

        if (label is not null)
        {
            tags["gen_ai.evaluation.score.label"] = label;
        }

        span.AddEvent(new("gen_ai.evaluation.result", tags: tags));
    }
}
