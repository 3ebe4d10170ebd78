namespace Workbench.Activity;

/// <summary>What a chart shows; the same numbers stand in a table.</summary>
/// <param name="Title">In French.</param>
/// <param name="Series">The name of each series, at most three.</param>
/// <param name="Rows">One group of bars each.</param>
/// <param name="Write">A number as it stands beside its bar.</param>
public sealed record Chart(
    string Title,
    IReadOnlyList<string> Series,
    IReadOnlyList<ChartRow> Rows,
    Func<int, string> Write
)
{
    /// <summary>The greatest number, at least 1.</summary>
    public int Greatest => Math.Max(1, Rows.SelectMany(row => row.Values).Max() ?? 1);

    /// <summary>The length of a bar of at most <paramref name="full"/>; whatever is not nothing is seen.</summary>
    public int Length(int value, int full) =>
        value <= 0 ? 0 : Math.Max(2, (int)Math.Round((double)value / Greatest * full));
}

/// <summary>A group of bars.</summary>
/// <param name="Label">Under or beside it.</param>
/// <param name="Values">One for each series; null where there is none.</param>
public sealed record ChartRow(string Label, IReadOnlyList<int?> Values);
