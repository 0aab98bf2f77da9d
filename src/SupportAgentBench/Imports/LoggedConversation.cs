namespace SupportAgentBench.Imports;

/// <summary>How a conversation is written. A log holds one a line, one behind the other, or an array of them.</summary>
public enum LogFormat
{
    /// <summary>Messages as in OpenAI's chat API.</summary>
    OpenaiChat,

    /// <summary>Trajectories of tau-bench.</summary>
    TauBench,
}

/// <summary>Who a logged message is from.</summary>
public enum LoggedRole { System, Customer, Agent, Tool }

/// <summary>One conversation as it stands in a log.</summary>
/// <param name="Id">As the log names it; from its content where it has no name, so that the same conversation gets the same id.</param>
public sealed record LoggedConversation(string Id, IReadOnlyList<LoggedMessage> Messages);

/// <param name="Index">0-based place among the messages of the conversation.</param>
/// <param name="Answers">For a tool's message: the id of the call that it answers, or null where only the order tells.</param>
public sealed record LoggedMessage(int Index, LoggedRole Role, string? Text, IReadOnlyList<LoggedCall> Calls, string? Answers, string? Tool);

/// <param name="Arguments">Exactly as the agent wrote them.</param>
public sealed record LoggedCall(string? Id, string Name, string Arguments);

/// <summary>What one place of a log brought: a conversation, or why there is none.</summary>
/// <param name="Line">1-based line of the file where it begins.</param>
/// <param name="Wrong">Null when the conversation was read.</param>
public sealed record LogEntry(int Line, LoggedConversation? Conversation, string? Wrong, string? Mend);
