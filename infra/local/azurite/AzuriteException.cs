namespace AzuriteServer;

/// <summary>Azurite could not be started; the message is a sentence for the person at the keyboard.</summary>
public sealed class AzuriteException(AzuriteProblem problem, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public AzuriteProblem Problem { get; } = problem;
}

/// <summary>Why Azurite did not start.</summary>
public enum AzuriteProblem
{
    /// <summary>No <c>node</c> or <c>npm</c> on the path.</summary>
    NodeMissing,

    /// <summary>No <c>infra/local/azurite</c> above the program.</summary>
    PackageMissing,

    /// <summary><c>npm ci</c> failed.</summary>
    InstallFailed,

    /// <summary>Another program listens on one of the ports.</summary>
    PortInUse,

    /// <summary>Another Azurite uses the data folder.</summary>
    DataInUse,

    /// <summary>It ended, or said nothing, for another reason.</summary>
    DidNotStart,
}
