using System.Text;
using Hl7.Fhir.Model;

namespace KryptonFunctions.Krypton;

/// <summary>
/// An AuditEvent after IHE Basic Audit Log Patterns 1.1 (profiles Query, Read, Create, Update and Delete, each with its
/// Patient form): client and server with their network places, the user, one transaction, and as one data object the
/// studies. BALP has no profile of an operation, nor of a failure: these have its shape and name no profile.
/// </summary>
internal static class BalpAuditEvent
{
    private const string Profile = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private const string Transaction = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    private const string Participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private const string Dcm = "http://dicom.nema.org/resources/ontology/DCM";

    private static readonly CodeableConcept Source = new(Dcm, "110153", "Source Role ID");
    private static readonly CodeableConcept Destination = new(Dcm, "110152", "Destination Role ID");
    private static readonly CodeableConcept Application = new(Dcm, "110150", "Application");
    private static readonly CodeableConcept Custodian = new(
        "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
        "custodian",
        "Custodian"
    );

    /// <param name="action">What was done.</param>
    /// <param name="server">Krypton's host.</param>
    public static AuditEvent Write(UserAction action, string server)
    {
        var written = AuditEventParts.Begin(action);
        if (action.Success && action.Kind != AccessKind.Execute)
        {
            written.Meta = new Meta
            {
                Profile = [Profile + (action.PatientId is null ? "" : "Patient") + Name(action)],
            };
        }

        var (client, krypton) = Roles(action.Kind);
        written.Agent =
        [
            Machine(client, AuditEventParts.Us, Environment.MachineName),
            Machine(krypton, "Krypton", server),
            .. AuditEventParts.User(action) is { } user
                ? [As(user, action.Kind)]
                : Array.Empty<AuditEvent.AgentComponent>(),
        ];
        written.Entity =
        [
            .. action.RequestId is { } request ? [RequestIn(request)] : Array.Empty<AuditEvent.EntityComponent>(),
            action.Kind == AccessKind.Search ? Query() : Data(action),
            .. AuditEventParts.Entities(action),
        ];
        return written;
    }

    private static string Name(UserAction action) =>
        action.Kind == AccessKind.Search ? "Query" : action.Kind.ToString();

    /// <summary>What flows decides who is the source: of a read, the server; of all else, the client.</summary>
    private static (CodeableConcept Client, CodeableConcept Server) Roles(AccessKind kind) =>
        kind switch
        {
            AccessKind.Read => (Destination, Source),
            AccessKind.Delete => (Application, Custodian),
            _ => (Source, Destination),
        };

    private static AuditEvent.AgentComponent Machine(CodeableConcept role, string name, string address) =>
        new()
        {
            Type = role,
            Who = new ResourceReference { Display = name },
            Requestor = false,
            Network = new AuditEvent.NetworkComponent
            {
                Address = address,
                Type = AuditEvent.AuditEventAgentNetworkType.N1,
            },
        };

    /// <summary>Who reads or searches receives information; who makes, changes or withdraws is its author.</summary>
    private static AuditEvent.AgentComponent As(AuditEvent.AgentComponent user, AccessKind kind)
    {
        user.Type = kind is AccessKind.Create or AccessKind.Update or AccessKind.Delete
            ? new CodeableConcept(Participation, "AUT", "author (originator)")
            : new CodeableConcept(Participation, "IRCP", "information recipient");
        return user;
    }

    private static AuditEvent.EntityComponent RequestIn(string requestId) =>
        new()
        {
            What = new ResourceReference { Identifier = new Identifier { Value = requestId } },
            Type = new Coding(Transaction, "XrequestId"),
        };

    /// <summary>
    /// The profile wants the raw request. Ours holds names and birth dates, which have no place in a trace: the address
    /// stands for it.
    /// </summary>
    private static AuditEvent.EntityComponent Query() =>
        new()
        {
            Type = new Coding(AuditEventParts.EntityType, "2", "System Object"),
            Role = new Coding(AuditEventParts.EntityRole, "24", "Query"),
            Query = Encoding.UTF8.GetBytes("Patient/_search"),
        };

    /// <summary>One object, as the profile has it: the first study, the others as its details; else the RCP.</summary>
    private static AuditEvent.EntityComponent Data(UserAction action) =>
        new()
        {
            What = new ResourceReference { Identifier = DataOf(action) },
            Type = new Coding(AuditEventParts.EntityType, "2", "System Object"),
            Role = new Coding(AuditEventParts.EntityRole, "4", "Domain Resource"),
            Detail =
            [
                .. action
                    .StudyUids.Skip(1)
                    .Select(uid => new AuditEvent.DetailComponent
                    {
                        Type = TaskCodes.DicomUid,
                        Value = new FhirString($"urn:oid:{uid}"),
                    }),
            ],
        };

    private static Identifier DataOf(UserAction action) =>
        action switch
        {
            { StudyUids: [var study, ..] } => new Identifier(TaskCodes.DicomUid, $"urn:oid:{study}"),
            { RcpId: { } rcp } => new Identifier(TaskCodes.RcpSystem, rcp),
            _ => new Identifier(AuditEventParts.ActionSystem, action.Action),
        };
}
