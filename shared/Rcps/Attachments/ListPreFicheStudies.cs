using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>The studies of a pré-fiche: attached ones with their state, proposed ones without.</summary>
public sealed record PreFicheStudies(IReadOnlyList<AttachedNow> Attached, IReadOnlyList<AttachedStudy> Proposed);

/// <summary>
/// On the day of the RCP: what was attached, from the tables, without a new search. It is traced before it is given,
/// under each record of the patient.
/// </summary>
public sealed class ListPreFicheStudies(OpenPreFiche open, StudyStore studies, TraceWriter traces)
{
    public async Task<Outcome<PreFicheStudies>> ListAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        await open.OpenAsync(caller, rcpId, preFicheId, toChange: false, cancellationToken) switch
        {
            Outcome<OpenedPreFiche>.Failed(var failure) => failure,
            Outcome<OpenedPreFiche>.Ok(var at) => await ListAsync(caller, at, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<PreFicheStudies>> ListAsync(
        Caller caller,
        OpenedPreFiche at,
        CancellationToken cancellationToken
    )
    {
        var rows = (await studies.AttachedToAsync(at.Rcp.RcpId, at.PreFiche.PreFicheId, cancellationToken))
            .Where(s => s.IsAttached || (!s.Declined && at.PreFiche.Holds(s)))
            .OrderByDescending(s => s.StartedAt)
            .ToList();
        var ways = await Task.WhenAll(
            rows.Where(s => s.IsAttached)
                .Select(async s => new AttachedNow(
                    s,
                    (await studies.FindAsync(at.Rcp.RcpId, s.StudyUid, cancellationToken))?.Value.Repatriation
                        ?? new Repatriation(),
                    !at.PreFiche.Holds(s)
                ))
        );
        return await traces.WriteEachAsync(EntriesOf(caller, at, rows), cancellationToken) is { } untraced
            ? untraced
            : new PreFicheStudies(ways, [.. rows.Where(s => !s.IsAttached)]);
    }

    private static IEnumerable<TraceEntry> EntriesOf(
        Caller caller,
        OpenedPreFiche at,
        IReadOnlyList<AttachedStudy> rows
    )
    {
        var entry = TraceEntry.By(caller, TraceAction.StudiesListed, at.Context);
        var records = (at.PreFiche.Choice?.PatientIds ?? [])
            .Union(rows.Select(s => s.PatientId), StringComparer.Ordinal)
            .ToList();
        return records.Count == 0
            ? [entry]
            : records.SelectMany(record =>
                rows.Where(s => s.PatientId == record)
                    .Select(s => s.StudyUid)
                    .Chunk(Trace.MaxStudies)
                    .DefaultIfEmpty([])
                    .Select(uids => entry with { Patient = record, StudyUids = uids })
            );
    }
}
