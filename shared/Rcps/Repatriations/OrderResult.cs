namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>What Krypton answered to an order.</summary>
public abstract record OrderResult
{
    private OrderResult() { }

    /// <summary>It is under way, now or since an earlier try with the same key.</summary>
    public sealed record Placed(string TaskId, OrderedAs Status) : OrderResult;

    /// <summary>Krypton will not do it.</summary>
    public sealed record Refused(string Code) : OrderResult;

    /// <summary>No answer; whether the order arrived is not known, so the same key is sent again.</summary>
    public sealed record NoAnswer : OrderResult;
}
