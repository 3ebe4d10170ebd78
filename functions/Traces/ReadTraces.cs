using System.Diagnostics.CodeAnalysis;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>Who did what on a patient, by a user, in an RCP or on a day.</summary>
public sealed class ReadTraces(TraceReader reader, PatientHandles handles, Refusals refusals, TimeProvider time)
{
    private const int DefaultDays = 30;

    [Function(nameof(ReadTraces))]
    [Allows(Roles.Auditor)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/traces")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var auditor = context.Caller();
        return await ParseAsync(request, auditor) switch
        {
            Outcome<TraceQuery>.Ok(var query) => Answer.From(
                await reader.ReadAsync(auditor, query, cancellationToken),
                page => Answer.Json(TracesAnswer.From(page, auditor, handles))
            ),
            Outcome<TraceQuery>.Failed(var failure) => new Problem(failure),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    private async Task<Outcome<TraceQuery>> ParseAsync(HttpRequest request, Caller auditor)
    {
        var query = new RequestQuery(request);
        var (patientId, user, rcpId) = (
            query.Text("patientId", longest: 256),
            query.Text("user", longest: 128),
            query.Text("rcpId", DccIds.IsValid, new("L'identifiant d'une RCP.", "The id of an RCP."))
        );
        var (day, action) = (
            query.Day("day"),
            query.Value<TraceAction>("action", TryAction, new("Une action de trace.", "An action of a trace."))
        );
        var to = query.LastInstant("to") ?? time.GetUtcNow();
        var from = query.Instant("from") ?? to.AddDays(-DefaultDays);
        var (limit, cursor) = (query.Number("limit", 1, 200) ?? 50, query.Text("cursor"));
        if (new[] { patientId, user, rcpId, day?.ToString("O") }.Count(v => v is not null) != 1)
        {
            query.Refuse(
                "patientId",
                new(
                    "Donnez exactement un parmi patientId, user, rcpId et day.",
                    "Exactly one of patientId, user, rcpId and day must be given."
                )
            );
        }

        if (from > to || to - from > TraceQuery.MaxPeriod)
        {
            query.Refuse(
                "from",
                new("Doit précéder « to », de 366 jours au plus.", "Must be before 'to', at most 366 days.")
            );
        }

        if (day is null && action is not null)
        {
            query.Refuse("action", new("Ne va qu'avec day.", "Goes with day only."));
        }

        if (day is not null && (request.Query.ContainsKey("from") || request.Query.ContainsKey("to")))
        {
            query.Refuse(
                "day",
                new("Est une période à lui seul : sans from ni to.", "Is a period by itself: without from and to.")
            );
        }

        if (day is { Year: < 1900 or > 2100 })
        {
            query.Refuse("day", new("De 1900 à 2100.", "From 1900 to 2100."));
        }

        // A patient id is bound to the user to whom it was given and the RCP; the auditor's own come from earlier
        // answers.
        var (issuedTo, issuedIn) = (
            query.Text("issuedTo", longest: 128),
            query.Text("issuedIn", DccIds.IsValid, new("L'identifiant d'une RCP.", "The id of an RCP."))
        );
        if (issuedTo is null != issuedIn is null)
        {
            query.Refuse(
                "issuedTo",
                new(
                    "Va avec issuedIn : un patientId a été donné à un utilisateur dans une RCP.",
                    "Goes with issuedIn: a patient id was given to a user in an RCP."
                )
            );
        }

        string? patient = null;
        var isForged = patientId is not null && !TryReveal(auditor, issuedTo, issuedIn, patientId, out patient);
        if (isForged)
        {
            query.Refuse(
                "patientId",
                new(
                    "N'a pas été donné ainsi ; nommez dans issuedTo et issuedIn à qui et dans quelle RCP il l'a été.",
                    "Was not given so; name in issuedTo and issuedIn to whom and in which RCP it was."
                )
            );
        }

        if (query.IsWrong(out var failure))
        {
            return
                isForged
                && await refusals.RefuseAsync(auditor, PatientOnKrypton.Unknown)
                    is { Kind: FailureKind.TooMany } tooMany
                ? tooMany
                : failure;
        }

        if (day is { } theDay)
        {
            var start = new DateTimeOffset(theDay, TimeOnly.MinValue, TimeSpan.Zero);
            (from, to) = (start, start.AddDays(1).AddTicks(-1));
        }

        return Ask();

        TraceQuery Ask()
        {
            if (user is not null)
            {
                return new TraceQuery.OfUser(user)
                {
                    From = from,
                    To = to,
                    Limit = limit,
                    Cursor = cursor,
                };
            }

            if (rcpId is not null)
            {
                return new TraceQuery.OfRcp(rcpId)
                {
                    From = from,
                    To = to,
                    Limit = limit,
                    Cursor = cursor,
                };
            }

            return day is null
                ? new TraceQuery.OfPatient(patient!)
                {
                    From = from,
                    To = to,
                    Limit = limit,
                    Cursor = cursor,
                }
                : new TraceQuery.OfDay(action)
                {
                    From = from,
                    To = to,
                    Limit = limit,
                    Cursor = cursor,
                };
        }
    }

    private bool TryReveal(
        Caller auditor,
        string? issuedTo,
        string? issuedIn,
        string patientId,
        [NotNullWhen(true)] out string? patient
    ) =>
        issuedTo is { } user && issuedIn is { } rcpId
            ? handles.TryReveal(auditor with { User = user }, rcpId, patientId, out patient)
            : handles.TryRevealForAudit(auditor, patientId, out patient);

    /// <summary>By its name only, as it is stored and answered.</summary>
    private static bool TryAction(string text, out TraceAction action) =>
        Enum.TryParse(text, ignoreCase: true, out action)
        && Trace.NameOf(action).Equals(text, StringComparison.Ordinal);
}
