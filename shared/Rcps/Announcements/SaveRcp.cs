using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>Announces a meeting or changes it: time, pré-fiches, rules. Repeating it changes nothing.</summary>
public sealed class SaveRcp(
    CareContextGuard guard,
    RcpRequestReader reader,
    PatientCorrection correction,
    RcpStore rcps,
    TraceWriter traces
)
{
    internal static readonly Failure Stale = new(
        FailureKind.Stale,
        "stale-version",
        new(
            "La RCP a changé depuis la version que nomme If-Match.",
            "The meeting has changed since the version that If-Match names."
        )
    );

    public async Task<Outcome<SavedRcp>> SaveAsync(
        Caller caller,
        string rcpId,
        RcpRequest request,
        string? ifMatch,
        CancellationToken cancellationToken
    )
    {
        if (!DccIds.IsValid(rcpId))
        {
            return Failure.Invalid(
                "rcpId",
                new(
                    "1 à 64 lettres, chiffres, points, tirets ou soulignés.",
                    "1 to 64 letters, digits, dots, dashes or underscores."
                )
            );
        }

        if (await guard.CheckClaimAsync(caller, new CareContext(rcpId)) is { } refusal)
        {
            return refusal;
        }

        return reader.Read(request) switch
        {
            Outcome<RequestedRcp>.Failed(var failure) => failure,
            Outcome<RequestedRcp>.Ok(var asked) => await SaveAsync(caller, rcpId, asked, ifMatch, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    private async Task<Outcome<SavedRcp>> SaveAsync(
        Caller caller,
        string rcpId,
        RequestedRcp asked,
        string? ifMatch,
        CancellationToken cancellationToken
    )
    {
        var before = await rcps.FindAsync(rcpId, cancellationToken);
        if (!RcpETag.Allows(ifMatch, before?.Value.Version))
        {
            return Stale;
        }

        var kept = before is null ? [] : await rcps.PreFichesAsync(rcpId, cancellationToken);
        var changes = RcpChanges.Between(before?.Value, kept, rcpId, asked, Actor.From(caller), correction);
        if (changes.Any && !await rcps.SaveAsync(changes.Rcp, before, changes.PreFiches, cancellationToken))
        {
            return Stale;
        }

        var entry = TraceEntry.By(
            caller,
            before is null ? TraceAction.RcpCreated : TraceAction.RcpChanged,
            new CareContext(rcpId)
        ) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["startsAt"] = changes.Rcp.StartsAt.ToString("O"),
                ["preFiches"] = asked.PreFiches.Count.ToString(),
                ["refused"] = asked.PreFiches.Count(p => p.Refusal is not null).ToString(),
                ["changed"] = changes.PreFiches.Count.ToString(),
                ["version"] = changes.Rcp.Version.ToString(),
            },
        };
        return await traces.WriteAsync(entry, cancellationToken) switch
        {
            Outcome<TraceId>.Failed(var failure) => failure,
            _ => new SavedRcp(rcpId, changes.Rcp.Version, changes.Any, [.. asked.PreFiches.Select(Saved)]),
        };

        SavedPreFiche Saved(AskedPreFiche p) =>
            p.Refusal is { } refusal
                ? new SavedPreFiche(p.Id, SavedAs.Refused, refusal)
                : new SavedPreFiche(p.Id, changes.Of(p.Id!, kept.FirstOrDefault(k => k.PreFicheId == p.Id)));
    }
}
