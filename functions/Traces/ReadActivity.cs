using System.Globalization;
using System.Text;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>Figures of use without patient data, as JSON, or as CSV for a spreadsheet.</summary>
public sealed class ReadActivity(ActivityReader reader, TimeProvider time)
{
    private const int MaxMonths = 12;

    [Function(nameof(ReadActivity))]
    [Allows(Roles.NetworkAdmin)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/activity")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var to = query.Month("to") ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var from = query.Month("from") ?? to;
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        if (months is < 1 or > MaxMonths)
        {
            query.Refuse(
                "from",
                new(
                    $"Ne doit pas suivre « to » ; {MaxMonths} mois au plus.",
                    $"Must not be after 'to', at most {MaxMonths} months."
                )
            );
        }

        return query.IsWrong(out var failure)
            ? new Problem(failure)
            : Answer.From(
                await reader.ReadAsync(context.Caller(), from, to, cancellationToken),
                figures => WantsCsv(request) ? Csv(figures) : Answer.Json(figures)
            );
    }

    private static bool WantsCsv(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.OrderByDescending(a => a.Quality ?? 1)
            .FirstOrDefault()
            ?.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        ?? false;

    private static IResult Csv(ActivityFigures figures)
    {
        var csv = new StringBuilder(
            "by,key,searches,linksIssued,linksOpened,attached,orders,repatriations,refusals,prefetchSearches,"
                + "candidatesRead,alreadyOnline,failures,medianSeconds,ninetiethSeconds,meetings,meetingsReady,"
                + "studiesAtMeeting,readyAtMeeting,shareReady\r\n"
        );
        foreach (
            var (by, rows) in new[]
            {
                ("month", figures.Months),
                ("rcp", figures.Rcps),
                ("structure", figures.Structures),
                ("site", figures.Sites),
                ("department", figures.Departments),
            }
        )
        {
            foreach (var r in rows)
            {
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{by},{CsvCell.Of(r.Key)},{r.Searches},{r.LinksIssued},{r.LinksOpened},{r.Attached},"
                );
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{r.Orders},{r.Repatriations},{r.Refusals},{r.PrefetchSearches},{r.CandidatesRead},"
                );
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{r.AlreadyOnline},{r.Failures},{r.MedianSeconds},{r.NinetiethSeconds},{r.Meetings},"
                );
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{r.MeetingsReady},{r.StudiesAtMeeting},{r.ReadyAtMeeting},{r.ShareReady}\r\n"
                );
            }
        }

        return Results.Text(csv.ToString(), "text/csv", Encoding.UTF8);
    }
}
