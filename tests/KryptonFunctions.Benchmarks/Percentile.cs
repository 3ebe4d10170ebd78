namespace KryptonFunctions.Benchmarks;

/// <summary>Nearest-rank percentiles.</summary>
internal static class Percentile
{
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">Such as 0.95.</param>
    public static double Of(IReadOnlyList<double> sorted, double share) =>
        sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
}
