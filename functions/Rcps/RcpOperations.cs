using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>What the API's description tells of the RCPs, and of what Krypton reports about them.</summary>
internal static class RcpOperations
{
    private const string Tag = "RCP";

    internal static readonly ApiParameter IfMatch = InHeader(
        "If-Match",
        "ETag of an earlier answer: 412 where the meeting has changed since."
    );

    private static readonly IReadOnlyDictionary<string, string> OfSaved = new Dictionary<string, string>
    {
        ["Location"] = "The board.",
        ["ETag"] = "Version of the meeting.",
    };

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(
            nameof(RcpFunctions.PutRcp),
            Tag,
            "The meeting as it shall be, with its pré-fiches and their patients. Starts or updates its preparation. "
                + "Body up to 512 KiB."
        )
        {
            Parameters = [RcpId, IfMatch],
            Body = typeof(RcpRequest),
            Answers =
            [
                new(202, "All of it is taken.", typeof(SavedRcpAnswer)) { Headers = OfSaved },
                new(
                    207,
                    "Taken, but for the pré-fiches that say why they are refused: those stay as they were.",
                    typeof(SavedRcpAnswer)
                )
                {
                    Headers = OfSaved,
                },
            ],
            Failures = [409, 412, 422],
        },
        new(nameof(RcpFunctions.GetRcps), Tag, "The caller's meetings, by their start, with how ready each is.")
        {
            Parameters =
            [
                InQuery("from", "The first day, in Paris; today where it is not given.", ApiForms.Day),
                InQuery(
                    "to",
                    $"The last day, at most {ListRcps.MaxDays} days on; else {ListRcps.DefaultDays} days on.",
                    ApiForms.Day
                ),
                InQuery(
                    "state",
                    "Only those that are preparing, ready, attention, closed or cancelled.",
                    ApiForms.Text
                ),
                InQuery("limit", "Meetings of a page.", ApiForms.Number(1, RcpFunctions.MaxRcps, RcpFunctions.MaxRcps)),
                Cursor,
            ],
            Answers = [new(200, "A page of meetings.", typeof(RcpsAnswer))],
        },
        new(nameof(RcpFunctions.GetRcp), Tag, "The board: what is ready, what is not, and why.")
        {
            Parameters =
            [
                RcpId,
                InHeader("If-None-Match", "ETag of the board that is known: 304 where it is still the same."),
            ],
            Answers =
            [
                new(200, "The board.", typeof(Board))
                {
                    Headers = new Dictionary<string, string> { ["ETag"] = "Version of the board." },
                },
                new(304, "The board that is known is current."),
            ],
            Failures = [404],
        },
        new(nameof(RcpFunctions.DeleteRcp), Tag, "Cancels the meeting; repatriations that are under way are cancelled.")
        {
            Parameters = [RcpId, IfMatch],
            Answers = [new(204, "Cancelled.")],
            Failures = [404, 412],
        },
        new(
            nameof(NotificationFunctions.PostNotification),
            "Krypton",
            "Krypton reports a repatriation. Signed: X-Krypton-Signature."
        )
        {
            Parameters =
            [
                InHeader("X-Krypton-Signature", "t=<unix seconds>,v1=<hex HMAC-SHA256 of \"t.body\">") with
                {
                    Required = true,
                },
            ],
            Answers = [new(202, "Queued.")],
            Failures = [400, 401, 413, 503],
        },
    ];
}
