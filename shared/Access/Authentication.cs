namespace KryptonFunctions.Access;

/// <summary>What a token says about who calls.</summary>
public abstract record Authentication
{
    private Authentication() { }

    /// <summary>The token holds.</summary>
    public sealed record Accepted(Caller Caller) : Authentication;

    /// <summary>It does not hold, or its claims are not enough.</summary>
    /// <param name="Failure">What the caller is told.</param>
    /// <param name="Caller">Who it was, for the trace only: known where the signature holds and the professional is
    /// named; else null.</param>
    public sealed record Refused(Failure Failure, Caller? Caller = null) : Authentication;
}
