using KryptonFunctions.Access;

namespace KryptonFunctions.Traces;

/// <summary>
/// What a use case hands to <see cref="TraceWriter"/>: who did what to which data. Author, action, date-time and data
/// concerned are the minimum of the PGSSI-S (référentiel d'imputabilité, 2014). It never holds traits of a patient.
/// </summary>
public sealed record TraceEntry
{
    public required TraceAction Action { get; init; }

    public TraceOutcome Outcome { get; init; }

    public required TraceUser User { get; init; }

    /// <summary>Krypton's id of the patient (not the handle), or null where no patient is concerned.</summary>
    public string? Patient { get; init; }

    public string? RcpId { get; init; }

    public string? PreFicheId { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<string> StudyUids { get; init; } = [];

    /// <summary>
    /// Krypton's ids of the records that were shown, or asked about, where they are several: at most 100. An auditor
    /// finds the trace by each of them.
    /// </summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Purpose of use, such as <c>TREAT</c>, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Default: the id of the current call.</summary>
    public string? RequestId { get; init; } = CurrentCall.RequestId;

    /// <summary>
    /// Instance id and step of an orchestration: the same step, run again, leaves one trace. Null: every call leaves
    /// its own.
    /// </summary>
    public string? StepKey { get; init; }

    /// <summary>At most 12 small facts (200 characters each), such as <c>candidates: 3</c>. No traits.</summary>
    public IReadOnlyDictionary<string, string> Detail { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// This entry, naming the records that it shows; where one trace cannot name them all, further ones do.
    /// </summary>
    public IEnumerable<TraceEntry> Showing(IEnumerable<string> records)
    {
        var parts = records.Distinct(StringComparer.Ordinal).Chunk(Trace.MaxRecords).ToList();
        yield return parts.Count == 0 ? this : this with { Records = parts[0] };
        for (var part = 1; part < parts.Count; part++)
        {
            yield return this with
            {
                Action = TraceAction.CandidatesRead,
                Records = parts[part],
                StepKey = StepKey is null ? null : $"{StepKey}/part-{part}",
            };
        }
    }

    /// <summary>An entry about what this caller does.</summary>
    public static TraceEntry By(Caller caller, TraceAction action) =>
        new()
        {
            Action = action,
            User = TraceUser.From(caller),
            Reason = caller.PurposeOfUse,
        };

    /// <summary>An entry about what this caller does in this care context.</summary>
    public static TraceEntry By(Caller caller, TraceAction action, CareContext context) =>
        By(caller, action) with
        {
            RcpId = context.RcpId,
            PreFicheId = context.PreFicheId,
        };
}
