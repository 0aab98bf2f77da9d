namespace SupportAgentBench.Site.Tests;

/// <summary>Where things are on this machine.</summary>
internal static class Places
{
    private static readonly string Root = Above(AppContext.BaseDirectory);

    /// <summary>Out of version control: what the tests leave to be looked at, and what they fetch.</summary>
    public static string Artifacts(params string[] parts) => Path.Combine([Root, "artifacts", .. parts]);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "SupportAgentBench.slnx")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests run outside of the repository"));
}
