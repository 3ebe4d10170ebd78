using Hl7.Fhir.Model;

namespace KryptonFunctions.Krypton;

/// <summary>
/// One access as an AuditEvent tells it, in either form, with what both systems must agree on.
/// </summary>
/// <param name="TraceId">The id of our trace that it names.</param>
/// <param name="At">When.</param>
/// <param name="Action">Our word for the action, such as <c>linkOpened</c>; null where it has none.</param>
/// <param name="Success">It was done.</param>
/// <param name="Professional">The national number of who acted, or the DCC user; null: the system.</param>
/// <param name="PatientId">Krypton's id of the record, or null.</param>
public sealed record RecordedAccess(
    string TraceId,
    DateTimeOffset At,
    string? Action,
    bool Success,
    string? Professional,
    string? PatientId
)
{
    /// <summary>As Krypton ought to have it.</summary>
    public static RecordedAccess From(UserAction action) =>
        new(
            action.TraceId,
            action.At,
            action.Action,
            action.Success,
            action.SubjectNameId is null && action.User is null
                ? null
                : AuditEventParts.Professional(action.SubjectNameId ?? action.User!).Value,
            action.PatientId
        );

    /// <summary>As Krypton has it; null for an event that names no trace of ours.</summary>
    internal static RecordedAccess? From(AuditEvent recorded)
    {
        var identifiers = recorded.Entity.Select(entity => entity?.What?.Identifier).OfType<Identifier>().ToList();
        if (Value(identifiers, AuditEventParts.TraceSystem) is not { Length: > 0 and <= 64 } traceId)
        {
            return null;
        }

        return new RecordedAccess(
            traceId,
            recorded.Recorded ?? DateTimeOffset.MinValue,
            recorded.Subtype.Find(type => type?.System == AuditEventParts.ActionSystem)?.Code
                ?? Value(identifiers, AuditEventParts.ActionSystem),
            recorded.Outcome == AuditEvent.AuditEventOutcome.N0,
            recorded.Agent.Find(agent => agent?.Requestor == true)?.Who?.Identifier?.Value,
            recorded
                .Entity.Select(entity => FhirBody.Text(entity?.What?.ReferenceElement))
                .FirstOrDefault(reference => reference?.StartsWith("Patient/", StringComparison.Ordinal) == true)
                ?[8..]
        );
    }

    private static string? Value(List<Identifier> identifiers, string system) =>
        identifiers.Find(identifier => identifier.System == system)?.Value;
}
