namespace Lab;

/// <summary>The lab cannot go on; the message is a sentence for the person at the keyboard.</summary>
public sealed class LabException(LabProblem problem, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public LabProblem Problem { get; } = problem;
}

/// <summary>Why the lab cannot go on.</summary>
public enum LabProblem
{
    /// <summary>Orthanc or dcmtk is not installed.</summary>
    PackagesMissing,

    /// <summary>Another program listens on one of the ports.</summary>
    PortInUse,

    /// <summary>Something else could not be started, or the studies could not be made.</summary>
    NotStarted,
}
