namespace Microsoft.Azure.Functions.Worker;

public abstract class TraceContext
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }

    public virtual IReadOnlyDictionary<string, string> Attributes => None;

    public virtual IReadOnlyDictionary<string, string> Baggage => None;
}
