namespace SupportAgentBench.Boards;

/// <summary>The values of one unit over the runs, added up: all that an interval needs to know of it.</summary>
/// <param name="Cases">Different cases among them: more than one where the unit is a trap with variants.</param>
public readonly record struct CaseSum(double Sum, double Squares, int Count, int Cases = 1)
{
    public double Mean => Sum / Count;

    public static CaseSum Of(params ReadOnlySpan<double> values)
    {
        var sum = new CaseSum(0, 0, 0);
        foreach (var value in values)
        {
            sum = sum.With(value);
        }

        return sum;
    }

    public CaseSum With(double value) => this with { Sum = Sum + value, Squares = Squares + (value * value), Count = Count + 1 };
}
