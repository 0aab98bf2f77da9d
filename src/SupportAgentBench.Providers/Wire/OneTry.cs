using System.ClientModel.Primitives;

namespace SupportAgentBench.Providers.Wire;

/// <summary>In the place where the vendor's client would try a call again: it goes straight on.</summary>
internal sealed class OneTry : PipelinePolicy
{
    public static OneTry Instance { get; } = new();

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) => ProcessNext(message, pipeline, currentIndex);

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) => ProcessNextAsync(message, pipeline, currentIndex);
}
