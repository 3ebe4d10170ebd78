namespace KryptonFunctions.Access;

/// <summary>
/// What a use case gives: its result, or the failure that the caller is told. Read it with a <c>switch</c>.
/// </summary>
/// <typeparam name="T">The result of success.</typeparam>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>It was done.</summary>
    public sealed record Ok(T Value) : Outcome<T>;

    /// <summary>It was not done, and nothing of it was kept.</summary>
    public sealed record Failed(Failure Failure) : Outcome<T>;

    /// <summary>Goes on with the result; a failure is passed on as it is.</summary>
    public Task<Outcome<TNext>> ThenAsync<TNext>(Func<T, Task<Outcome<TNext>>> next) =>
        this switch
        {
            Ok(var value) => next(value),
            Failed(var failure) => Task.FromResult<Outcome<TNext>>(failure),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    public static implicit operator Outcome<T>(T value) => new Ok(value);

    public static implicit operator Outcome<T>(Failure failure) => new Failed(failure);
}
