namespace SupportAgentBench.Site;

/// <summary>What a page may load: its own style, script and pictures. Nothing inline, nothing from elsewhere, no form, no frame.</summary>
public static class ContentPolicy
{
    public const string Value = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

    /// <summary>With what only a server can say.</summary>
    public const string Served = Value + "; frame-ancestors 'none'";
}
