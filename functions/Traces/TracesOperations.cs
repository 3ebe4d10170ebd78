using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Traces.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Traces;

/// <summary>What the API's description tells of the traces and the figures of use.</summary>
internal static class TracesOperations
{
    private const string Tag = "Traces";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(nameof(ReadTraces), Tag, "Who did what on a patient, by a user, in an RCP or on a day. Reading is traced.")
        {
            Parameters =
            [
                InQuery(
                    "patientId",
                    "A handle of a patient: the auditor's own from an earlier answer, or another user's with "
                        + "issuedTo and issuedIn.",
                    ApiForms.Text
                ),
                InQuery("issuedTo", "The user to whom patientId was given.", ApiForms.Text),
                InQuery("issuedIn", "The RCP in which it was.", ApiForms.DccId),
                InQuery("user", "A user of the DCC.", ApiForms.Text),
                InQuery("rcpId", "A meeting.", ApiForms.DccId),
                InQuery("day", "A day, UTC; all that was traced on it. Without from and to.", ApiForms.Day),
                InQuery("action", "With day: traces of this action only, such as linkOpened.", ApiForms.Text),
                InQuery("from", "First instant or day; 30 days before 'to' where not given.", ApiForms.Text),
                InQuery(
                    "to",
                    "Last instant, or last day, which is in it; now where not given. At most 366 days.",
                    ApiForms.Text
                ),
                InQuery("limit", "Traces of a page.", ApiForms.Number(1, 200, 50)),
                Cursor,
            ],
            Answers =
            [
                new(
                    200,
                    "A page of traces, newest first; missing counts those that are gone from the storage "
                        + "(0, unless somebody tampered with it).",
                    typeof(TracesAnswer)
                ),
            ],
        },
        new(
            nameof(PostTraceSearch),
            Tag,
            "Who saw a person: what was done on the person's records, and every search that showed one. Traced."
        )
        {
            Body = typeof(TracesQuestion),
            Answers = [new(200, "A page of traces, newest first.", typeof(TracesAnswer))],
            Failures = [429, 502],
        },
        new(
            nameof(RetryForwarding),
            Tag,
            "Messages of traces that were not indexed or not forwarded to Krypton get another try at once; else every "
                + "half hour. Traced."
        )
        {
            Answers = [new(200, "How many messages.", typeof(ForwardingRetryAnswer))],
        },
        new(nameof(ReadActivity), Tag, "Figures of use without patient data; text/csv where Accept asks for it.")
        {
            Parameters =
            [
                InQuery("from", "First month, such as 2026-09; that of 'to' where not given.", ApiForms.Month),
                InQuery("to", "Last month; the present one where not given. At most 12 months.", ApiForms.Month),
            ],
            Answers =
            [
                new(
                    200,
                    "By month, RCP, the user's organisation, producing establishment and département.",
                    typeof(ActivityFigures)
                )
                {
                    AlsoAs = "text/csv",
                },
            ],
        },
    ];
}
