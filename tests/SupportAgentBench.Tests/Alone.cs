using Xunit;

namespace SupportAgentBench.Tests;

/// <summary>Tests that measure time or memory: they run when no other does, whose share they would measure as well.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
