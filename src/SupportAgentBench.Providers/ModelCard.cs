using SupportAgentBench.Calls;

namespace SupportAgentBench.Providers;

/// <summary>What is published of a model.</summary>
/// <param name="Id">provider/model, without options.</param>
/// <param name="Family">Siblings share it: a vendor's large model and its small one.</param>
/// <param name="Size">The sibling's own name within the family; null when there is one only.</param>
/// <param name="Price">Null where none is published.</param>
/// <param name="Context">Tokens that fit in one request; null where not published, as is <paramref name="MaxOutput"/>.</param>
/// <param name="Source">Where the figures were read, with the date.</param>
public sealed record ModelCard(string Id, string? Vendor, string? Family, string? Size, TokenPrice? Price, long? Context, long? MaxOutput, string Source);
