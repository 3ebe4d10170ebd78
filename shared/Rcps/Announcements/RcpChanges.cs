using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>What differs between a meeting as it is kept and as the DCC wants it.</summary>
/// <param name="Rcp">The meeting as it shall be kept.</param>
/// <param name="PreFiches">Those that are new, changed, withdrawn or back.</param>
/// <param name="Any">False where nothing differs.</param>
public sealed record RcpChanges(Rcp Rcp, IReadOnlyList<PreFiche> PreFiches, bool Any)
{
    public static RcpChanges Between(
        Rcp? before,
        IReadOnlyList<PreFiche> kept,
        string rcpId,
        RequestedRcp asked,
        Actor by,
        PatientCorrection correction
    )
    {
        var known = kept.ToDictionary(p => p.PreFicheId, StringComparer.Ordinal);

        // One that is refused stays as it was: it was not left out.
        var wanted = asked.PreFiches.Select(p => p.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        List<PreFiche> changed =
        [
            .. asked
                .PreFiches.Where(p => p.Refusal is null)
                .Select(p =>
                    Wanted(
                        known.GetValueOrDefault(p.Id!),
                        new PreFiche { PreFicheId = p.Id!, Patient = p.Patient! },
                        correction
                    )
                )
                .OfType<PreFiche>(),
            .. kept.Where(p => !p.Withdrawn && !wanted.Contains(p.PreFicheId)).Select(p => p with { Withdrawn = true }),
        ];

        var next = (
            before
            ?? new Rcp
            {
                RcpId = rcpId,
                StartsAt = asked.StartsAt,
                SavedBy = by,
                Version = 0,
            }
        ) with
        {
            StartsAt = asked.StartsAt,
            AutoConfirm = asked.AutoConfirm,
            Rules = asked.Rules,
            Priority = asked.Priority,
            Cancelled = false,
        };
        return before is not null && changed.Count == 0 && JsonRow.AreSame(before, next)
            ? new RcpChanges(before, [], Any: false)
            : new RcpChanges(next with { SavedBy = by, Version = next.Version + 1 }, changed, Any: true);
    }

    /// <summary>What differs where the DCC changes, or adds, one pré-fiche.</summary>
    public static RcpChanges OfOne(
        Rcp before,
        PreFiche? kept,
        PreFiche asked,
        Actor by,
        PatientCorrection correction
    ) =>
        Wanted(kept, asked, correction) is { } changed
            ? new RcpChanges(before with { SavedBy = by, Version = before.Version + 1 }, [changed], Any: true)
            : new RcpChanges(before, [], Any: false);

    /// <summary>What became of a pré-fiche that was asked for and not refused.</summary>
    public SavedAs Of(string preFicheId, PreFiche? kept) =>
        (kept, PreFiches.Any(p => p.PreFicheId == preFicheId)) switch
        {
            (null or { Withdrawn: true }, _) => SavedAs.Created,
            (_, true) => SavedAs.Changed,
            _ => SavedAs.Unchanged,
        };

    /// <summary>Null where it is kept like this already.</summary>
    private static PreFiche? Wanted(PreFiche? kept, PreFiche asked, PatientCorrection correction)
    {
        if (kept is null)
        {
            return asked;
        }

        if (!JsonRow.AreSame(kept.Patient, asked.Patient))
        {
            return correction.Correct(kept, asked.Patient);
        }

        return kept.Withdrawn ? kept with { Withdrawn = false } : null;
    }
}
