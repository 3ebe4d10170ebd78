namespace Runner;

/// <summary>What runs the published functions.</summary>
public enum FunctionsHostKind
{
    /// <summary>WorkerHost of this repository: the genuine worker and extensions.</summary>
    Worker,

    /// <summary>Azure Functions Core Tools, where the machine has them.</summary>
    Func,
}
