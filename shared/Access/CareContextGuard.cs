using KryptonFunctions.Traces;

namespace KryptonFunctions.Access;

/// <summary>
/// Holds that a caller asks for a patient only in a care context that its token covers; a refusal is traced.
/// </summary>
public sealed class CareContextGuard(TraceWriter traces)
{
    /// <summary>Null where the token covers the context, else the refusal: 403 <c>care-context</c>.</summary>
    public async Task<Failure?> CheckAsync(Caller caller, CareContext context, CancellationToken cancellationToken)
    {
        if (caller.CaresFor(context))
        {
            return null;
        }

        var named = DccIds.IsValid(context.RcpId) && (context.PreFicheId is null || DccIds.IsValid(context.PreFicheId));
        var entry = named
            ? TraceEntry.By(caller, TraceAction.AccessRefused, context)
            : TraceEntry.By(caller, TraceAction.AccessRefused);

        // A refusal gives no data, so it stands also where its trace cannot be written; the writer logs that.
        await traces.WriteAsync(
            entry with
            {
                Outcome = TraceOutcome.Refused,
                Detail = new Dictionary<string, string> { ["why"] = "care-context" },
            },
            cancellationToken
        );
        return new Failure(
            FailureKind.Forbidden,
            "care-context",
            new(
                "L'appelant ne participe pas à la prise en charge de cette RCP ou de cette pré-fiche.",
                "The caller takes no part in the care of this meeting or pré-fiche."
            )
        );
    }
}
