using SupportAgentBench.Cases;

namespace SupportAgentBench.Boards;

/// <summary>Two cases are the same when their ids are: results of two stores were read with a case set each.</summary>
internal sealed class SameCase : IEqualityComparer<SupportCase>
{
    public static SameCase ById { get; } = new();

    public bool Equals(SupportCase? x, SupportCase? y) => ReferenceEquals(x, y) || string.Equals(x?.Id, y?.Id, StringComparison.Ordinal);

    public int GetHashCode(SupportCase obj) => string.GetHashCode(obj.Id, StringComparison.Ordinal);
}
