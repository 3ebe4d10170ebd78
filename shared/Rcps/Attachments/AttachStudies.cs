using KryptonFunctions.Access;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>What came of one of several studies.</summary>
public sealed record AttachedOrNot(string StudyUid, Outcome<AttachedNow> Outcome);

/// <summary>
/// Attaches several studies of the chosen identity, each as <see cref="AttachStudy"/> does: one that is refused says
/// nothing against the others. Repeating it changes nothing.
/// </summary>
public sealed class AttachStudies(OpenPreFiche open, AttachStudy attach, StudiesOfRecords krypton)
{
    /// <summary>Studies of one call.</summary>
    public const int Max = 50;

    private const int AtOnce = 4;

    /// <param name="caller">Who attaches.</param>
    /// <param name="rcpId">The meeting.</param>
    /// <param name="preFicheId">The pré-fiche.</param>
    /// <param name="studyUids">Which, at most <see cref="Max"/>; null: the latest of each modality that has pictures,
    /// over all chosen records, for which Krypton must give its whole list.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<IReadOnlyList<AttachedOrNot>>> AttachAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        IReadOnlyList<string>? studyUids,
        CancellationToken cancellationToken
    )
    {
        var opened = await open.OpenAsync(caller, rcpId, preFicheId, toChange: true, cancellationToken);
        return await opened.ThenAsync(async at =>
        {
            var records = at.PreFiche.Choice?.PatientIds ?? [];
            if (records.Count == 0)
            {
                return OpenPreFiche.NoIdentity;
            }

            var asked = studyUids is null
                ? await LatestAsync(records, cancellationToken)
                : new Outcome<IReadOnlyList<string>>.Ok(studyUids);
            return await asked.ThenAsync<IReadOnlyList<AttachedOrNot>>(async uids =>
            {
                var results = new AttachedOrNot[uids.Count];
                await Parallel.ForAsync(
                    0,
                    uids.Count,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                    async (index, token) =>
                        results[index] = new AttachedOrNot(
                            uids[index],
                            await attach.AttachAsync(caller, rcpId, preFicheId, uids[index], token)
                        )
                );
                return results;
            });
        });
    }

    private async Task<Outcome<IReadOnlyList<string>>> LatestAsync(
        IReadOnlyList<string> records,
        CancellationToken cancellationToken
    )
    {
        var listed = await krypton.ListAsync(records, filter: null, cancellationToken);

        // Of a part nobody knows whether the latest is in it.
        var whole = await listed.ThenAsync(all => Task.FromResult(all.ToOutcome(int.MaxValue)));
        return whole switch
        {
            Outcome<StudiesOfPerson>.Ok(var all) => new Outcome<IReadOnlyList<string>>.Ok(Latest(all)),
            Outcome<StudiesOfPerson>.Failed(var failure) => failure,
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    /// <summary>The list is newest first.</summary>
    private static IReadOnlyList<string> Latest(StudiesOfPerson all) =>
        [
            .. all
                .Studies.Select(of => of.Study)
                .SelectMany(study => study.Modalities.Where(ViewingRules.HasPictures).Select(m => (m, study.StudyUid)))
                .DistinctBy(one => one.m, StringComparer.Ordinal)
                .Select(one => one.StudyUid)
                .Distinct(StringComparer.Ordinal)
                .Take(Max),
        ];
}
