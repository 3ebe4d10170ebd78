using Hl7.Fhir.Model;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Writes an AuditEvent after IHE Basic Audit Log Patterns: client, server and user as agents, patient, studies and the
/// request id as entities. (CI-SIS TDE allows two agents only, so one event cannot meet both profiles.)
/// </summary>
internal static class AuditEventWriter
{
    /// <summary>An R4 AuditEvent has no identifier of its own: the trace id stands in an entity.</summary>
    public const string TraceSystem = "https://krypton-dcc/trace-id";

    private const string Dcm = "http://dicom.nema.org/resources/ontology/DCM";
    private const string EntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private const string EntityRole = "http://terminology.hl7.org/CodeSystem/object-role";
    private const string Balp = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

    public static AuditEvent Write(UserAction action) =>
        new()
        {
            Type = new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "Restful Operation"),
            Subtype =
            [
                new Coding("http://hl7.org/fhir/restful-interaction", Interaction(action.Kind)),
                new Coding("https://krypton-dcc/trace-action", action.Action),
            ],
            Action = action.Kind switch
            {
                AccessKind.Read => AuditEvent.AuditEventAction.R,
                AccessKind.Create => AuditEvent.AuditEventAction.C,
                AccessKind.Update => AuditEvent.AuditEventAction.U,
                AccessKind.Delete => AuditEvent.AuditEventAction.D,
                _ => AuditEvent.AuditEventAction.E,
            },
            Recorded = action.At,
            Outcome = action.Success ? AuditEvent.AuditEventOutcome.N0 : AuditEvent.AuditEventOutcome.N4,
            PurposeOfEvent = Purpose(action),
            Agent =
            [
                Application("110153", "Source Role ID", "DCC Krypton functions"),
                Application("110152", "Destination Role ID", "Krypton"),
                .. User(action),
            ],
            Source = new AuditEvent.SourceComponent
            {
                Observer = new ResourceReference { Display = "DCC Krypton functions" },
            },
            Entity = [.. Entities(action)],
        };

    private static string Interaction(AccessKind kind) =>
        kind switch
        {
            AccessKind.Search => "search-type",
            AccessKind.Execute => "operation",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static AuditEvent.AgentComponent Application(string code, string display, string name) =>
        new()
        {
            Type = new CodeableConcept(Dcm, code, display),
            Who = new ResourceReference { Display = name },
            Requestor = false,
        };

    private static IEnumerable<AuditEvent.AgentComponent> User(UserAction action)
    {
        if (action.User is null && action.SubjectNameId is null)
        {
            yield break;
        }

        yield return new AuditEvent.AgentComponent
        {
            Type = new CodeableConcept(
                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                "IRCP",
                "information recipient"
            ),
            Who = new ResourceReference
            {
                Identifier = new Identifier(TaskCodes.Rpps, action.SubjectNameId ?? action.User),
            },
            AltId = action.User,
            Role = action.Role is { } role ? [new CodeableConcept { Text = role }] : [],
            Requestor = true,
            PurposeOfUse = Purpose(action),
        };
    }

    private static List<CodeableConcept> Purpose(UserAction action) =>
        action.PurposeOfUse is { } purpose
            ? [new CodeableConcept("http://terminology.hl7.org/CodeSystem/v3-ActReason", purpose)]
            : [];

    private static IEnumerable<AuditEvent.EntityComponent> Entities(UserAction action)
    {
        yield return Entity(new Coding(Balp, "XrequestId"), new Identifier(TraceSystem, action.TraceId));
        if (action.RequestId is { } requestId)
        {
            yield return Entity(new Coding(Balp, "XrequestId"), new Identifier { Value = requestId });
        }

        if (action.PatientId is { } patient)
        {
            yield return new AuditEvent.EntityComponent
            {
                What = new ResourceReference($"Patient/{patient}"),
                Type = new Coding(EntityType, "1", "Person"),
                Role = new Coding(EntityRole, "1", "Patient"),
            };
        }

        foreach (var study in action.StudyUids)
        {
            yield return Entity(
                new Coding(EntityType, "2", "System Object"),
                new Identifier(TaskCodes.DicomUid, $"urn:oid:{study}")
            );
        }

        foreach (
            var (system, id) in new[]
            {
                (TaskCodes.RcpSystem, action.RcpId),
                ("https://krypton-dcc/prefiche", action.PreFicheId),
                ("https://finess.esante.gouv.fr", action.Organization),
            }
        )
        {
            if (id is not null)
            {
                yield return Entity(new Coding(EntityType, "4", "Other"), new Identifier(system, id));
            }
        }
    }

    private static AuditEvent.EntityComponent Entity(Coding type, Identifier identifier) =>
        new()
        {
            What = new ResourceReference { Identifier = identifier },
            Type = type,
        };
}
