using Microsoft.Extensions.AI;

namespace SupportAgentBench.Calls;

/// <summary>Who makes a model call.</summary>
public enum ModelRole { Agent, Customer, Judge }

/// <summary>Where a model call stands: in which trial, in whose part, and where in the conversation. Two different calls never share a place.</summary>
/// <param name="Turn">1-based; a judge's call stands behind the last turn.</param>
/// <param name="Step">1-based within the turn.</param>
public sealed record CallPlace(TrialCalls Trial, ModelRole Role, int Turn, int Step)
{
    private const string Key = "sab.place";

    /// <summary>The place that a request was given; null for a call outside any trial, which is not kept.</summary>
    public static CallPlace? Of(ChatOptions? options) =>
        options?.AdditionalProperties is { } more && more.TryGetValue(Key, out var place) ? (CallPlace?)place : null;

    /// <summary>Takes the place off a request that is about to be sent: nothing of ours goes out.</summary>
    public static CallPlace? TakenFrom(ChatOptions? options)
    {
        var place = Of(options);
        if (place is not null && options!.AdditionalProperties!.Remove(Key) && options.AdditionalProperties.Count == 0)
        {
            options.AdditionalProperties = null;
        }

        return place;
    }

    /// <summary>Gives a request its place; nothing of it is sent.</summary>
    public ChatOptions On(ChatOptions options)
    {
        (options.AdditionalProperties ??= [])[Key] = this;
        return options;
    }
}
