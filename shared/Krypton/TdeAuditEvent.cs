using Hl7.Fhir.Model;

namespace KryptonFunctions.Krypton;

/// <summary>
/// An AuditEvent after the French CI-SIS, volet Traçabilité d'événements (profile TDEAuditEvent 2.0): one subtype, a
/// period, at most two agents.
/// </summary>
internal static class TdeAuditEvent
{
    private const string Profile = "https://interop.esante.gouv.fr/ig/fhir/tde/StructureDefinition/tde-auditevent";

    public static AuditEvent Write(UserAction action)
    {
        var written = AuditEventParts.Begin(action);
        written.Meta = new Meta { Profile = [Profile] };
        written.Subtype = [written.Subtype[0]];
        written.Period = new Period
        {
            StartElement = new FhirDateTime(action.At.ToUniversalTime()),
            EndElement = new FhirDateTime(action.At.ToUniversalTime()),
        };
        written.Source.Observer = Device();
        written.Agent =
        [
            .. AuditEventParts.User(action) is { } user ? [user] : Array.Empty<AuditEvent.AgentComponent>(),
            new AuditEvent.AgentComponent { Who = Device(), Requestor = false },
        ];
        written.Entity =
        [
            AuditEventParts.Other(new Identifier(AuditEventParts.ActionSystem, action.Action)),
            .. AuditEventParts.Entities(action),
            .. action.StudyUids.Select(uid =>
                AuditEventParts.Other(new Identifier(TaskCodes.DicomUid, $"urn:oid:{uid}"))
            ),
        ];
        return written;
    }

    private static ResourceReference Device() => new() { Type = "Device", Display = AuditEventParts.Us };
}
