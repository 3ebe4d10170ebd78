namespace KryptonFunctions.Traces;

/// <summary>The id of a trace, a ULID.</summary>
public readonly record struct TraceId(string Value)
{
    internal static TraceId New(DateTimeOffset at) => new(Ulid.NewUlid(at).ToString());

    public override string ToString() => Value;
}
