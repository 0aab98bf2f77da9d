using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportAgentBench.Desks;

/// <summary>Whether a tool reads, writes, ends the ticket, or is there to tempt.</summary>
public enum ToolKind { Read, Write, Close, Handover, Distractor }

/// <summary>The JSON type of an argument.</summary>
public enum ArgumentType { Integer, Number, Text, TextList }

/// <summary>One argument of a tool.</summary>
public sealed record ToolArgument(string Name, ArgumentType Type, bool Required, string Description);

/// <summary>A tool as the agent sees it: name, description and typed arguments, from which its JSON schema follows.</summary>
public sealed record DeskTool(string Name, ToolKind Kind, string Description, IReadOnlyList<ToolArgument> Arguments)
{
    private readonly Lazy<JsonElement> _schema = new(() => SchemaOf(Arguments));

    /// <summary>JSON Schema of the arguments object.</summary>
    public JsonElement Schema => _schema.Value;

    private static JsonElement SchemaOf(IReadOnlyList<ToolArgument> arguments)
    {
        var properties = new JsonObject();
        foreach (var argument in arguments)
        {
            var property = new JsonObject { ["description"] = argument.Description };
            (property["type"], property["items"]) = argument.Type switch
            {
                ArgumentType.Integer => ("integer", (JsonNode?)null),
                ArgumentType.Number => ("number", null),
                ArgumentType.Text => ("string", null),
                ArgumentType.TextList => ("array", new JsonObject { ["type"] = "string" }),
                _ => throw new InvalidOperationException($"no such type: {argument.Type}"),
            };
            if (property["items"] is null)
            {
                property.Remove("items");
            }

            properties[argument.Name] = property;
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. arguments.Where(argument => argument.Required).Select(argument => (JsonNode)argument.Name)]),
            ["additionalProperties"] = false,
        };
        return JsonDocument.Parse(schema.ToJsonString()).RootElement.Clone();
    }
}
