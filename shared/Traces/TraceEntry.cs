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
