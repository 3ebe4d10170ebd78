namespace KryptonFunctions.Rcps.Storage;

/// <summary>What becomes of a row.</summary>
internal abstract record RowChange<T>
    where T : class
{
    private RowChange() { }

    /// <summary>It stays as it is, or stays away.</summary>
    public sealed record Keep : RowChange<T>;

    /// <summary>It is written, whether it was there or not.</summary>
    public sealed record Replace(T Value) : RowChange<T>;

    /// <summary>It goes away where it is there.</summary>
    public sealed record Remove : RowChange<T>;
}
