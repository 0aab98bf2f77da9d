using System.Collections;

namespace SupportAgentBench.Files;

/// <summary>Collects every problem of every file, so that the user sees them all at once. Files may be read side by side.</summary>
public sealed class Problems : IReadOnlyCollection<Problem>
{
    /// <summary>A file that is wrong from top to bottom must not bury the others.</summary>
    private const int MostPerFile = 50;

    private readonly Lock _gate = new();
    private readonly List<Problem> _all = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    public void Add(string file, int line, string what, string? mend = null)
    {
        lock (_gate)
        {
            var inFile = _all.Count(problem => problem.File == file);
            if (inFile < MostPerFile)
            {
                _all.Add(new(file, line, what, mend));
            }
            else if (inFile == MostPerFile)
            {
                _all.Add(new(file, 0, $"more than {MostPerFile} problems; the rest is not shown"));
            }
        }
    }

    public void ThrowIfAny()
    {
        if (Count > 0)
        {
            throw new UserMistakeException(this);
        }
    }

    /// <summary>Those of this moment.</summary>
    public IEnumerator<Problem> GetEnumerator()
    {
        Problem[] all;
        lock (_gate)
        {
            all = [.. _all];
        }

        return all.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
