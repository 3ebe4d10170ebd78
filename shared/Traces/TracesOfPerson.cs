using System.Diagnostics;
using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonFunctions.Traces.Contract;

namespace KryptonFunctions.Traces;

/// <summary>
/// 'Who saw me': the traces that concern a person, and those that showed one of the person's records, such as a
/// search. By Krypton's id, or by the INS, under which Krypton is asked for the records; both are traced.
/// </summary>
public sealed class TracesOfPerson(
    KryptonPatients krypton,
    UserLimits limits,
    TraceReader reader,
    TraceWriter traces,
    TimeProvider time
)
{
    private const int DefaultDays = 30;

    private static readonly Wording OneOfTwo = new(
        "Donnez exactement un parmi kryptonId et ins.",
        "Exactly one of kryptonId and ins must be given."
    );

    /// <summary>
    /// A page of traces, newest first. Empty, but traced, for an INS under which Krypton has no record; 503 where
    /// Krypton or the storage does not answer.
    /// </summary>
    public async Task<Outcome<TracePage>> ReadAsync(
        Caller auditor,
        TracesQuestion question,
        CancellationToken cancellationToken
    ) =>
        Refusal(question, out var to, out var from, out var ins) is { } failure
            ? failure
            : await (await RecordsAsync(auditor, question.KryptonId, ins, cancellationToken)).ThenAsync(records =>
                reader.ReadAsync(
                    auditor,
                    new TraceQuery.OfPatient(records)
                    {
                        From = from,
                        To = to,
                        Limit = question.Limit,
                        Cursor = question.Cursor,
                    },
                    cancellationToken
                )
            );

    private Failure? Refusal(TracesQuestion question, out DateTimeOffset to, out DateTimeOffset from, out Ins ins)
    {
        var errors = new Dictionary<string, Wording[]>(StringComparer.Ordinal);
        to = question.To ?? time.GetUtcNow();
        from = question.From ?? (to.Year > 1900 ? to.AddDays(-DefaultDays) : to);
        ins = default;
        if (question.KryptonId is null == question.Ins is null)
        {
            errors["kryptonId"] = [OneOfTwo];
        }
        else if (question.KryptonId is { } id && !FhirBody.IsFhirId(id))
        {
            errors["kryptonId"] = [new("L'identifiant d'un dossier de Krypton.", "The id of a record of Krypton.")];
        }
        else if (question.Ins is { } asked && !Ins.TryParse(asked.Value, asked.Oid, out ins, out _))
        {
            errors["ins"] =
            [
                new(
                    "Un INS de 13 ou 15 caractères, à la clé juste, et son OID.",
                    "An INS of 13 or 15 characters with a right key, and its OID."
                ),
            ];
        }

        if (from > to || to - from > TraceQuery.MaxPeriod || from.Year < 1900 || to.Year > 2100)
        {
            errors["from"] =
            [
                new("Doit précéder « to », de 366 jours au plus.", "Must be before 'to', at most 366 days."),
            ];
        }

        if (question.Limit is < 1 or > 200)
        {
            errors["limit"] = [new("De 1 à 200.", "From 1 to 200.")];
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);
    }

    private async Task<Outcome<IReadOnlyList<string>>> RecordsAsync(
        Caller auditor,
        string? kryptonId,
        Ins ins,
        CancellationToken cancellationToken
    )
    {
        if (kryptonId is not null)
        {
            return new Outcome<IReadOnlyList<string>>.Ok([kryptonId]);
        }

        if (await limits.CheckAsync(auditor, LimitedUse.Search, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        var query = new PatientQuery { Identifiers = [new(ins.Oid, ins.Value), new(ins.Oid, ins.Number)] };
        switch (await krypton.SearchAsync(query, cancellationToken))
        {
            case PatientAnswer.Page page:
                // A server that drops the condition gives other people's records.
                string[] own =
                [
                    .. page.Records.Where(record => Bears(record, ins)).Select(record => record.Id).Distinct(),
                ];
                var entry = TraceEntry.By(auditor, TraceAction.Searched) with
                {
                    Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["approaches"] = "ins",
                        ["candidates"] = $"{own.Length}",
                        [TraceFacts.For] = "audit",
                    },
                };
                return await traces.WriteEachAsync(entry.Showing(own), cancellationToken) is { } untraced
                    ? untraced
                    : new Outcome<IReadOnlyList<string>>.Ok([.. own.Take(Trace.MaxRecords)]);
            case PatientAnswer.Unavailable(var fault):
                return fault.ToFailure();
            case PatientAnswer.Rejected(var code):
                return KryptonFault.Bad(code).ToFailure();
            default:
                throw new UnreachableException();
        }
    }

    private static bool Bears(PatientRecord record, Ins ins) =>
        record.Identifiers.Any(identifier =>
            identifier.Authority == ins.Oid && (identifier.Value == ins.Value || identifier.Value == ins.Number)
        );
}
