using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportAgentBench.Conversations;
using SupportAgentBench.Desks;
using SupportAgentBench.Transcripts;

namespace SupportAgentBench.Agents.Reference;

/// <summary>
/// What the tools have answered so far, and what is still to be asked: whoever thinks asks for a result, and goes on without it
/// when there is none yet; the agent then makes the calls that were found wanting, and thinks again.
/// </summary>
internal sealed class Notebook
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, (JsonElement Content, bool IsError)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CallRequest> _wanted = [];

    public Notebook(IReadOnlyList<TranscriptEvent> events)
    {
        var results = events.OfType<TranscriptEvent.ToolResult>().ToDictionary(result => result.Id);
        foreach (var call in events.OfType<TranscriptEvent.ToolCall>())
        {
            if (results.TryGetValue(call.Id, out var result))
            {
                using var content = JsonDocument.Parse(result.Content);
                _known[KeyOf(call.Name, JsonNode.Parse(call.Arguments)!.AsObject())] = (content.RootElement.Clone(), result.IsError);
            }
        }
    }

    /// <summary>The calls that are needed next.</summary>
    public IReadOnlyList<CallRequest> Wanted => [.. _wanted.Values];

    /// <summary>The result; null when it is not there yet (it is then wanted) or is an error.</summary>
    public JsonElement? Ask(string tool, JsonObject arguments)
    {
        var key = KeyOf(tool, arguments);
        if (_known.TryGetValue(key, out var known))
        {
            return known.IsError ? null : known.Content;
        }

        _wanted[key] = new(tool, arguments.ToJsonString(Plain));
        return null;
    }

    /// <summary>Whether a call was made and refused.</summary>
    public bool Failed(string tool, JsonObject arguments) => _known.TryGetValue(KeyOf(tool, arguments), out var known) && known.IsError;

    /// <summary>Whether a call was made and carried out.</summary>
    public bool Made(string tool, JsonObject arguments) => _known.TryGetValue(KeyOf(tool, arguments), out var known) && !known.IsError;

    /// <summary>Two calls are the same when they do the same: the words of a reason or a summary make no difference.</summary>
    private static string KeyOf(string tool, JsonObject arguments) =>
        tool + string.Join('|', arguments.Where(pair => pair.Key is not ("reason" or "summary")).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value?.ToJsonString(Plain)}"));

    public OrderSheet? Order(int number) =>
        Ask(ToolCatalogue.LookUpOrder, new() { ["order_number"] = number }) is { } found ? OrderSheet.Of(found) : null;

    public IReadOnlyList<ListedOrder>? OrdersOf(string email) =>
        Ask(ToolCatalogue.FindOrders, new() { ["email"] = email }) is { } found
            ? [.. found.List("orders").Select(order => new ListedOrder(order.Whole("order_number"), order.Day("placed")!.Value, order.Text("status"), order.Texts("items")))]
            : null;

    public IReadOnlyList<ParcelSheet> Parcels(int order) =>
        Ask(ToolCatalogue.TrackShipment, new() { ["order_number"] = order }) is { } found ? [.. found.List("parcels").Select(ParcelSheet.Of)] : [];

    public ProductSheet? Product(string idOrSku) =>
        Ask(ToolCatalogue.GetProduct, new() { ["product"] = idOrSku }) is { } found ? ProductSheet.Of(found) : null;

    public JsonElement? ReturnLink(int order) => Ask(ToolCatalogue.GetReturnLink, new() { ["order_number"] = order });
}
