namespace KryptonFunctions.Traces;

/// <summary>The figures of an <see cref="ActivityRow"/>, by the names of its counts.</summary>
internal enum ActivityFigure
{
    Searches,
    LinksIssued,
    LinksOpened,
    Attached,
    Orders,
    Repatriations,
    Refusals,
}

/// <summary>The counts of one month, RCP or structure.</summary>
/// <param name="Key">The month, the RCP id or the FINESS.</param>
/// <param name="Searches">Identity searches that succeeded.</param>
/// <param name="LinksIssued">Viewer links given.</param>
/// <param name="LinksOpened">Viewer links opened.</param>
/// <param name="Attached">Studies attached to a pré-fiche.</param>
/// <param name="Orders">Repatriations ordered.</param>
/// <param name="Repatriations">Repatriations that ended with the study on the central server.</param>
/// <param name="Refusals">Accesses refused, by role, care context or limit.</param>
public sealed record ActivityRow(
    string Key,
    int Searches,
    int LinksIssued,
    int LinksOpened,
    int Attached,
    int Orders,
    int Repatriations,
    int Refusals
)
{
    /// <summary>Counts how often each figure occurs.</summary>
    internal static ActivityRow From(string key, IEnumerable<ActivityFigure> figures)
    {
        var counts = figures.CountBy(figure => figure).ToDictionary();
        return new ActivityRow(
            key,
            counts.GetValueOrDefault(ActivityFigure.Searches),
            counts.GetValueOrDefault(ActivityFigure.LinksIssued),
            counts.GetValueOrDefault(ActivityFigure.LinksOpened),
            counts.GetValueOrDefault(ActivityFigure.Attached),
            counts.GetValueOrDefault(ActivityFigure.Orders),
            counts.GetValueOrDefault(ActivityFigure.Repatriations),
            counts.GetValueOrDefault(ActivityFigure.Refusals)
        );
    }
}
