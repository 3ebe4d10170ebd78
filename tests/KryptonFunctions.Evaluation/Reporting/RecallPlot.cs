using System.Globalization;
using System.Text;
using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.IdentitySearch;

namespace KryptonFunctions.Evaluation.Reporting;

/// <summary>
/// Draws record recall against requests: what would be found if the search ended after each kind of query.
/// </summary>
internal static class RecallPlot
{
    private const double Width = 720,
        Height = 400,
        Left = 70,
        Right = 30,
        Top = 40,
        Bottom = 60;

    /// <summary>
    /// Mean requests and recall after each kind of query, cumulated in the order in which they are sent.
    /// </summary>
    public static IReadOnlyList<(string Kind, double Requests, double Recall)> Points(IReadOnlyCollection<Trial> trials)
    {
        var present = trials.Where(trial => trial.IsPresent).ToList();
        double records = present.Sum(trial => trial.Search.TrueIds.Count);
        return
        [
            .. Enum.GetValues<QueryKind>()
                .Where(kind => present.Exists(trial => trial.Steps.Any(step => step.Kind == kind)))
                .Select(last =>
                {
                    // Steps come in the order of waves; the kinds are numbered in that order, too.
                    var found = present.Sum(trial =>
                        trial
                            .Steps.Where(step => step.Kind <= last)
                            .Select(step => step.TrueRecords)
                            .DefaultIfEmpty(0)
                            .Max()
                    );
                    var requests = present.Average(trial => trial.Steps.Count(step => step.Kind <= last));
                    return (Label(last), requests, found / records);
                }),
        ];
    }

    public static string Draw(IReadOnlyList<(string Kind, double Requests, double Recall)> points, string title)
    {
        var lowest = Math.Floor(points.Min(point => point.Recall) * 20) / 20;
        var most = Math.Ceiling(points.Max(point => point.Requests) + 0.5);
        double X(double requests) => Left + ((Width - Left - Right) * requests / most);
        double Y(double recall) => Top + ((Height - Top - Bottom) * (1 - ((recall - lowest) / (1 - lowest))));

        var svg = new StringBuilder();
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" """
                + $"""font-size="12">"""
        );
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<text x="{Width / 2}" y="22" text-anchor="middle" font-size="15">{title}</text>"""
        );
        for (var step = 0; step <= 5; step++)
        {
            var recall = lowest + ((1 - lowest) * step / 5);
            svg.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(recall):0.#}" y2="{Y(recall):0.#}" stroke="#ddd"/>"""
                    + $"""<text x="{Left - 8}" y="{Y(recall) + 4:0.#}" """
                    + $"""text-anchor="end">{recall:0.00}</text>"""
            );
        }

        for (var requests = 0; requests <= most; requests++)
        {
            svg.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<text x="{X(requests):0.#}" y="{Height - Bottom + 18}" text-anchor="middle">{requests}</text>"""
            );
        }

        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<text x="{Width / 2}" y="{Height - 12}" text-anchor="middle">requests a search, mean</text>"""
                + $"""<text x="18" y="{Height / 2}" text-anchor="middle" """
                + $"""transform="rotate(-90 18 {Height / 2})">records found</text>"""
        );
        var corners = points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{X(point.Requests):0.#},{Y(point.Recall):0.#}")
        );
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"""<polyline fill="none" stroke="#1f5fa8" stroke-width="2" points="{string.Join(' ', corners)}"/>"""
        );
        foreach (var (kind, requests, recall) in points)
        {
            svg.AppendLine(
                CultureInfo.InvariantCulture,
                $"""<circle cx="{X(requests):0.#}" cy="{Y(recall):0.#}" r="4" fill="#1f5fa8"/>"""
                    + $"""<text x="{X(requests) + 6:0.#}" y="{Y(recall) + 18:0.#}">{kind} {recall:0.0000}</text>"""
            );
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Label(QueryKind kind) =>
        kind switch
        {
            QueryKind.Ins => "INS",
            QueryKind.Ipp => "IPP",
            QueryKind.NameAndDate => "R1",
            QueryKind.GivenAndDate => "R2",
            QueryKind.NameAndAlteredDate => "R3",
            QueryKind.NameAndMonth => "R4",
            QueryKind.NameAndYear => "R5",
            QueryKind.NameAndGiven => "R6",
            _ => "merged",
        };
}
