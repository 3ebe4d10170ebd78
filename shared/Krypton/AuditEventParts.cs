using Hl7.Fhir.Model;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>What both forms of an AuditEvent have in common.</summary>
internal static class AuditEventParts
{
    /// <summary>An R4 AuditEvent has no identifier of its own: the trace id stands in an entity.</summary>
    public const string TraceSystem = "https://krypton-dcc/trace-id";
    public const string ActionSystem = "https://krypton-dcc/trace-action";
    public const string EntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    public const string EntityRole = "http://terminology.hl7.org/CodeSystem/object-role";
    public const string Us = "DCC Krypton functions";

    /// <summary>IDNPS, the national number of a professional with its type before it: <c>8</c> for an RPPS.</summary>
    private const string Idnps = "urn:oid:1.2.250.1.71.4.2.1";

    /// <summary>What, when, with which outcome; the agents and entities are the form's.</summary>
    public static AuditEvent Begin(UserAction action) =>
        new()
        {
            Type = new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "Restful Operation"),
            Subtype =
            [
                new Coding("http://hl7.org/fhir/restful-interaction", Interaction(action.Kind)),
                new Coding(ActionSystem, action.Action),
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
            Source = new AuditEvent.SourceComponent { Observer = new ResourceReference { Display = Us } },
        };

    /// <summary>The professional, or null where the system acted by itself.</summary>
    public static AuditEvent.AgentComponent? User(UserAction action) =>
        action.User is null && action.SubjectNameId is null
            ? null
            : new AuditEvent.AgentComponent
            {
                Who = new ResourceReference { Identifier = Professional(action.SubjectNameId ?? action.User!) },
                AltId = action.User,
                Role = action.Role is { } role ? [new CodeableConcept { Text = role }] : [],
                Requestor = true,
                PurposeOfUse = Purpose(action),
            };

    /// <summary>
    /// RPPS and IDNPS are two numbering systems: <c>SubjectNameID</c> is of the second, and holds the first.
    /// </summary>
    public static Identifier Professional(string subjectNameId) =>
        Rpps.TryParse(subjectNameId, out var rpps)
            ? new Identifier(TaskCodes.Rpps, rpps.Value)
            : new Identifier(Idnps, subjectNameId);

    /// <summary>The patient, our trace and the context; not the studies.</summary>
    public static IEnumerable<AuditEvent.EntityComponent> Entities(UserAction action)
    {
        if (action.PatientId is { } patient)
        {
            yield return new AuditEvent.EntityComponent
            {
                What = new ResourceReference($"Patient/{patient}"),
                Type = new Coding(EntityType, "1", "Person"),
                Role = new Coding(EntityRole, "1", "Patient"),
            };
        }

        foreach (
            var (system, id) in new[]
            {
                (TraceSystem, action.TraceId),
                (TaskCodes.RcpSystem, action.RcpId),
                ("https://krypton-dcc/prefiche", action.PreFicheId),
                ("https://finess.esante.gouv.fr", action.Organization),
            }
        )
        {
            if (id is not null)
            {
                yield return Other(new Identifier(system, id));
            }
        }
    }

    public static AuditEvent.EntityComponent Other(Identifier identifier) =>
        new()
        {
            What = new ResourceReference { Identifier = identifier },
            Type = new Coding(EntityType, "4", "Other"),
        };

    private static string Interaction(AccessKind kind) =>
        kind switch
        {
            AccessKind.Search => "search-type",
            AccessKind.Execute => "operation",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static List<CodeableConcept> Purpose(UserAction action) =>
        action.PurposeOfUse is { } purpose
            ? [new CodeableConcept("http://terminology.hl7.org/CodeSystem/v3-ActReason", purpose)]
            : [];
}
