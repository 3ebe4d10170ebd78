namespace KryptonFunctions.Traces;

/// <summary>What became of a chain of traces.</summary>
public abstract record TraceVerification
{
    private TraceVerification() { }

    /// <summary>Every trace is there, unchanged, in its place.</summary>
    public sealed record Whole(long Count, string Hash) : TraceVerification;

    /// <summary>The chain does not hold from here on.</summary>
    /// <param name="At">The number of the first trace that is wrong, from 1.</param>
    /// <param name="Why"><c>missing</c>, <c>changed</c>, <c>inserted</c>, <c>forged</c> (whole in
    /// itself, but without our seal), <c>head</c> or <c>digest</c> (a whole chain was rewritten after its digest, by
    /// somebody with the key).</param>
    public sealed record Broken(long At, string Why) : TraceVerification;
}
