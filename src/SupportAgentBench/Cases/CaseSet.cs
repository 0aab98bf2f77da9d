namespace SupportAgentBench.Cases;

/// <summary>All cases of a desk, in the order in which they are played.</summary>
/// <param name="Hash">Twelve hex digits over the case files.</param>
public sealed record CaseSet(IReadOnlyList<SupportCase> Cases, string Hash)
{
    /// <summary>The cases whose id, intent, trap or bucket matches any of the globs (* and ?; - and _ are one); all, when there are none.</summary>
    public IReadOnlyList<SupportCase> Matching(IReadOnlyList<string> globs) =>
        globs.Count == 0 ? Cases : [.. Cases.Where(supportCase => globs.Any(glob => Names(supportCase).Any(name => Fits(glob.Replace('_', '-'), name.Replace('_', '-')))))];

    /// <summary>What a glob can name, for those who mistype it.</summary>
    public IEnumerable<string> Names() => Cases.SelectMany(Names).Distinct();

    private static IEnumerable<string> Names(SupportCase supportCase) =>
        [supportCase.Id, supportCase.Intent, supportCase.Trap ?? supportCase.Intent, supportCase.Bucket.Told()];

    private static bool Fits(string glob, string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob, name);
}
