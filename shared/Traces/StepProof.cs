using Azure;

namespace KryptonFunctions.Traces;

/// <summary>What a partition says of a trace that is about to be written.</summary>
internal abstract record StepProof
{
    private StepProof() { }

    /// <summary>It was written before, under this id.</summary>
    public sealed record Written(WrittenTrace Trace) : StepProof;

    /// <summary>
    /// Somebody put a marker there that names no trace of this step: the step would go untraced if it were believed.
    /// </summary>
    public sealed record Planted(ETag Version) : StepProof;
}
