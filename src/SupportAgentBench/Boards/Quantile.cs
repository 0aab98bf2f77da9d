using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace SupportAgentBench.Boards;

/// <summary>Quantiles that are asked for again and again: finding one is a search.</summary>
internal static class Quantile
{
    private static readonly ConcurrentDictionary<double, double> Known = new();

    /// <summary>97.5 % of Student's distribution.</summary>
    public static double Student(double freedom) => Known.GetOrAdd(freedom, known => StudentT.InvCDF(0, 1, known, 0.975));
}
