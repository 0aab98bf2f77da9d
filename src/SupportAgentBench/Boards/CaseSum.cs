namespace SupportAgentBench.Boards;

/// <summary>The values of one case over the runs, added up: all that an interval needs to know of it.</summary>
public readonly record struct CaseSum(double Sum, double Squares, int Count)
{
    public double Mean => Sum / Count;

    public static CaseSum Of(params ReadOnlySpan<double> values)
    {
        var sum = default(CaseSum);
        foreach (var value in values)
        {
            sum = sum.With(value);
        }

        return sum;
    }

    public CaseSum With(double value) => new(Sum + value, Squares + (value * value), Count + 1);
}
