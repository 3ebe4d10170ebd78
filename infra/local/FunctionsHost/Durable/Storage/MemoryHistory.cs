namespace FunctionsHost.Durable.Storage;

/// <summary>
/// Durable history that lives as long as this object. Give the same one to a second host, and it takes up what the first left,
/// as a new process would from tables.
/// </summary>
public sealed class MemoryHistory
{
    internal MemoryStore Store { get; } = new();
}
