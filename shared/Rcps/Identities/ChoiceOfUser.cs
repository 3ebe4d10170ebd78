using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>Makes the choice of a user with its evidence, as <see cref="AutomaticChoice"/> makes the app's.</summary>
public sealed class ChoiceOfUser(
    SearchStore searches,
    PatientOnKrypton patients,
    RecordsOfOnePerson onePerson,
    TimeProvider time
)
{
    public async Task<Outcome<IdentityChoice>> FromAsync(
        Caller caller,
        OpenedPreFiche at,
        IReadOnlyList<string> patientIds,
        CancellationToken cancellationToken
    )
    {
        var last = await searches.LastFoundAsync(at.Rcp.RcpId, at.PreFiche.PreFicheId, cancellationToken);
        var areOfEarlierTraits = last?.AreOf(at.PreFiche) == false;
        if (areOfEarlierTraits && last!.Candidates.Any(c => patientIds.Contains(c.PatientId)))
        {
            // Still on the screen of somebody who has not seen the change: it would pass for a record of the user's own
            // search.
            return ChooseIdentity.OfEarlierTraits;
        }

        if (await onePerson.RefusalAsync(patientIds, cancellationToken) is { } contradicting)
        {
            return contradicting;
        }

        var found = areOfEarlierTraits ? [] : last?.Candidates ?? [];
        var records = new List<ChosenRecord>();
        foreach (var id in patientIds)
        {
            switch (await RecordAsync(id, found, cancellationToken))
            {
                case Outcome<ChosenRecord>.Ok(var record):
                    records.Add(record);
                    break;
                case Outcome<ChosenRecord>.Failed(var failure):
                    return failure;
            }
        }

        return new IdentityChoice
        {
            PatientIds = patientIds,
            By = Actor.From(caller),
            At = time.GetUtcNow(),
            Evidence = [.. records.Select(r => r.Evidence)],
            Records = [.. records.Select(r => r.Identity)],
            NotChosen = [.. found.Select(c => c.PatientId).Where(id => !patientIds.Contains(id))],
        };
    }

    /// <summary>
    /// Of a record found by the user's own search and not by the prefetch's there is no evidence to keep: the user saw
    /// it there, and the trace of that search says so.
    /// </summary>
    private async Task<Outcome<ChosenRecord>> RecordAsync(
        string patientId,
        IReadOnlyList<Candidate> found,
        CancellationToken cancellationToken
    )
    {
        if (found.FirstOrDefault(c => c.PatientId == patientId) is { } candidate)
        {
            return new ChosenRecord(AutomaticChoice.EvidenceOf(candidate), candidate.Identity);
        }

        return await patients.FindAsync(patientId, cancellationToken) switch
        {
            Outcome<KnownPatient>.Failed(var failure) => failure,
            Outcome<KnownPatient>.Ok(var known) => new ChosenRecord(
                new ChoiceEvidence(patientId, null, null, [], []),
                RecordText.From(known.Present)
            ),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    private sealed record ChosenRecord(ChoiceEvidence Evidence, CandidateIdentity Identity);
}
