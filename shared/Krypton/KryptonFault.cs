using KryptonFunctions.Access;

namespace KryptonFunctions.Krypton;

/// <summary>Why Krypton gave nothing that can be used. Holds no content of the answer and no address.</summary>
/// <param name="Code">
/// A short stable word. Not reached: <c>timeout</c>, <c>unreachable</c>, <c>busy</c>, <c>circuit-open</c>,
/// <c>token</c>, <c>throttled</c>, <c>http-503</c> and the like. Answered with something unusable: <c>too-large</c>,
/// <c>wrong-content-type</c>, <c>broken-json</c>, <c>wrong-resource</c>, <c>foreign-link</c>, <c>paging-cycle</c>,
/// <c>incomplete-list</c>, <c>redirect</c>.
/// </param>
/// <param name="BadAnswer">True where Krypton answered, and the answer cannot be used: a repeat will hardly
/// help.</param>
/// <param name="RetryAfter">When Krypton said to come again, if it did.</param>
public sealed record KryptonFault(string Code, bool BadAnswer = false, TimeSpan? RetryAfter = null)
{
    /// <summary>The same, as the caller of our API is told.</summary>
    public Failure ToFailure() =>
        BadAnswer
            ? new Failure(
                FailureKind.BadAnswer,
                "krypton-bad-answer",
                new($"La réponse de Krypton est inutilisable ({Code}).", $"Krypton's answer cannot be used ({Code}).")
            )
            : new Failure(
                FailureKind.Unavailable,
                "krypton-unavailable",
                new(
                    $"Krypton ne répond pas pour le moment ({Code}).",
                    $"Krypton does not answer at the moment ({Code})."
                ),
                RetryAfter: RetryAfter ?? TimeSpan.FromSeconds(5)
            );

    internal static KryptonFault Bad(string code) => new(code, BadAnswer: true);
}
