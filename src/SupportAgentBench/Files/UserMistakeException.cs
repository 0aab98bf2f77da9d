namespace SupportAgentBench.Files;

/// <summary>The user's mistake: all problems at once, each with its mend; printed without a stack trace, exit code 2.</summary>
public sealed class UserMistakeException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public UserMistakeException(string problem)
        : this([problem])
    {
    }

    public UserMistakeException(IEnumerable<Problem> problems)
        : this([.. problems.Select(problem => problem.ToString())])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
