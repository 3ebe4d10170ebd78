using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace KryptonFunctions.Krypton;

/// <summary>
/// A repatriation order as a FHIR Task: written when ordering, read in answers and in Krypton's notifications.
/// </summary>
public static class RepatriationTask
{
    /// <summary>Reads the Task of a notification's body; null where it is none.</summary>
    public static RepatriationReport? Parse(ReadOnlySpan<byte> body) => Read(body, version: null, out _);

    internal static RepatriationReport? Read(ReadOnlySpan<byte> body, string? version, out KryptonFault? fault)
    {
        if (!FhirBody.TryRead<FhirTask>(body, out var task, out fault))
        {
            return null;
        }

        var report = FhirBody.Guarded(task, t => Report(t, version));
        fault = report is null ? KryptonFault.Bad("wrong-resource") : null;
        return report;
    }

    internal static FhirTask Write(RepatriationOrder order, DateTimeOffset now) =>
        new()
        {
            Identifier = [new Identifier(TaskCodes.KeySystem, order.Key)],
            GroupIdentifier = new Identifier(TaskCodes.RcpSystem, order.RcpId),
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = order.Priority switch
            {
                OrderPriority.Routine => RequestPriority.Routine,
                OrderPriority.Urgent => RequestPriority.Urgent,
                OrderPriority.Asap => RequestPriority.Asap,
                OrderPriority.Stat => RequestPriority.Stat,
                _ => throw new ArgumentOutOfRangeException(nameof(order), order.Priority, "No priority of FHIR."),
            },
            Code = new CodeableConcept(TaskCodes.CodeSystem, TaskCodes.RepatriateStudy),
            Focus = new ResourceReference
            {
                Type = "ImagingStudy",
                Identifier = new Identifier(TaskCodes.DicomUid, $"urn:oid:{order.Study.Value}"),
            },
            For = order.PatientId is { } patient ? new ResourceReference($"Patient/{patient}") : null,
            AuthoredOnElement = new FhirDateTime(now.ToUniversalTime()),
            Requester = order.Requester is { } requester
                ? new ResourceReference { Identifier = AuditEventParts.Professional(requester) }
                : null,
            Restriction = new FhirTask.RestrictionComponent
            {
                Period = new Period { EndElement = new FhirDateTime(order.Deadline.ToUniversalTime()) },
            },
        };

    internal static void Cancel(FhirTask task)
    {
        task.Status = FhirTask.TaskStatus.Cancelled;
        task.StatusReason = new CodeableConcept(TaskCodes.StatusReasonSystem, TaskCodes.CancelledByRequester);
    }

    private static RepatriationReport? Report(FhirTask task, string? version) =>
        FhirBody.Text(task.IdElement) is not { } id
            ? null
            : new RepatriationReport(
                id,
                version ?? (FhirBody.Text(task.Meta?.VersionIdElement) is { } number ? $"W/\"{number}\"" : null),
                Status(FhirBody.Text(task.StatusElement)),
                Code(task.BusinessStatus) == TaskCodes.BusinessStatusPartial,
                Output(task, TaskCodes.InstancesMoved),
                Output(task, TaskCodes.InstancesExpected),
                Code(task.StatusReason),
                task.Identifier.Where(i => i?.System == TaskCodes.KeySystem)
                    .Select(i => FhirBody.Text(i.ValueElement))
                    .FirstOrDefault()
            );

    private static RepatriationStatus Status(string? status) =>
        status switch
        {
            "requested" => RepatriationStatus.Requested,
            "accepted" => RepatriationStatus.Accepted,
            "in-progress" => RepatriationStatus.InProgress,
            "completed" => RepatriationStatus.Completed,
            "failed" => RepatriationStatus.Failed,
            "rejected" => RepatriationStatus.Rejected,
            "cancelled" => RepatriationStatus.Cancelled,
            _ => RepatriationStatus.Other,
        };

    private static string? Code(CodeableConcept? concept) =>
        concept?.Coding.Select(c => FhirBody.Text(c?.CodeElement)).FirstOrDefault(c => c is not null);

    private static int? Output(FhirTask task, string code) =>
        task
            .Output.Where(o => Code(o?.Type) == code)
            .Select(o => o.Value)
            .OfType<PrimitiveType>()
            .Select(v => v.JsonValue)
            .FirstOrDefault() switch
        {
            int number when number >= 0 => number,
            decimal number when number is >= 0 and <= int.MaxValue => (int)number,
            _ => null,
        };
}
