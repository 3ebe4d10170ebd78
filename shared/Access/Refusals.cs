using KryptonFunctions.Traces;

namespace KryptonFunctions.Access;

/// <summary>
/// Refuses users: traced, a repeated refusal once a minute with its count, and 429 where one user has too many.
/// </summary>
public sealed class Refusals(RepeatedRefusals repeated, RefusalLimits limits)
{
    /// <summary>
    /// The failure to give: the one asked for, or 429. A refusal gives no data, so it stands also where its trace
    /// cannot be written; the writer logs that.
    /// </summary>
    /// <param name="caller">Who is refused.</param>
    /// <param name="failure">Its slug is the reason in the trace.</param>
    /// <param name="context">The care context as far as it was checked, or null.</param>
    /// <param name="detail">Further small facts, from a closed list.</param>
    public async Task<Failure> RefuseAsync(
        Caller caller,
        Failure failure,
        CareContext? context = null,
        params IEnumerable<(string Name, string Value)> detail
    )
    {
        var entry = context is null
            ? TraceEntry.By(caller, TraceAction.AccessRefused)
            : TraceEntry.By(caller, TraceAction.AccessRefused, context);
        await repeated.TraceAsync(
            caller.User,
            entry with
            {
                Outcome = TraceOutcome.Refused,
                Reason = caller.PurposeOfUse is "" ? null : caller.PurposeOfUse,
                Detail = detail
                    .Prepend((Name: "why", Value: failure.Slug))
                    .ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
            }
        );
        return failure.Kind == FailureKind.TooMany ? failure : limits.CountOfUser(caller.User) ?? failure;
    }
}
