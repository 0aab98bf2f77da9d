using System.Text.Json;

namespace SupportAgentBench.Imports;

/// <summary>A trajectory of tau-bench: the messages are under "traj", task and trial name it.</summary>
internal static class Trajectory
{
    public static LoggedConversation Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || !(json.TryGetProperty("traj", out var messages) || json.TryGetProperty("messages", out messages))
            || messages.ValueKind is not JsonValueKind.Array)
        {
            throw new UnreadableLogException("has no list 'traj'", "a trajectory is {\"task_id\": ..., \"trial\": ..., \"traj\": [messages]}");
        }

        return new(IdOf(json) ?? ChatMessages.ContentId(messages), ChatMessages.All(messages));
    }

    private static string? IdOf(JsonElement json) =>
        ChatMessages.IdOf(json, "id")
        ?? (ChatMessages.IdOf(json, "task_id") is not { } task ? null : ChatMessages.IdOf(json, "trial") is { } trial ? $"{task}-{trial}" : task);
}
