namespace KryptonFunctions.Krypton;

/// <summary>The systems and codes by which we and Krypton speak about a repatriation in a FHIR Task.</summary>
internal static class TaskCodes
{
    public const string KeySystem = "https://krypton-dcc/repatriation-key";
    public const string RcpSystem = "https://krypton-dcc/rcp";
    public const string CodeSystem = "https://krypton-dcc/task-code";
    public const string RepatriateStudy = "repatriate-study";
    public const string BusinessStatusPartial = "partial";
    public const string InstancesMoved = "instances-moved";
    public const string InstancesExpected = "instances-expected";
    public const string CancelledByRequester = "cancelled-by-requester";
    public const string StatusReasonSystem = "https://krypton-dcc/status-reason";
    public const string DicomUid = "urn:dicom:uid";
    public const string Rpps = "https://rpps.esante.gouv.fr";
}
