namespace Krypton.Access;

/// <summary>What a use case gives: its result, or the failure that the caller is told. Read it with a <c>switch</c>.</summary>
/// <typeparam name="T">The result of success.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Ok(T Value) : Outcome<T>;

    /// <summary>It was not done, and nothing of it was kept.</summary>
    public sealed record Failed(Failure Failure) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Ok(value);

    public static implicit operator Outcome<T>(Failure failure) => new Failed(failure);
}
