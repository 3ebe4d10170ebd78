using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>Makes the choice of a user with its evidence, as <see cref="AutomaticChoice"/> makes the app's.</summary>
public sealed class ChoiceOfUser(SearchStore searches, PatientOnKrypton patients, TimeProvider time)
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

        var found = areOfEarlierTraits ? [] : last?.Candidates ?? [];
        var evidence = new List<ChoiceEvidence>();
        foreach (var id in patientIds)
        {
            switch (await EvidenceAsync(id, found, cancellationToken))
            {
                case Outcome<ChoiceEvidence>.Ok(var ofRecord):
                    evidence.Add(ofRecord);
                    break;
                case Outcome<ChoiceEvidence>.Failed(var failure):
                    return failure;
            }
        }

        return new IdentityChoice
        {
            PatientIds = patientIds,
            By = Actor.From(caller),
            At = time.GetUtcNow(),
            Evidence = evidence,
            NotChosen = [.. found.Select(c => c.PatientId).Where(id => !patientIds.Contains(id))],
        };
    }

    /// <summary>
    /// Of a record found by the user's own search and not by the prefetch's there is none to keep: the user saw it
    /// there, and the trace of that search says so.
    /// </summary>
    private async Task<Outcome<ChoiceEvidence>> EvidenceAsync(
        string patientId,
        IReadOnlyList<Candidate> found,
        CancellationToken cancellationToken
    )
    {
        if (found.FirstOrDefault(c => c.PatientId == patientId) is { } candidate)
        {
            return AutomaticChoice.EvidenceOf(candidate);
        }

        return await patients.FindAsync(patientId, cancellationToken) is Outcome<KnownPatient>.Failed(var failure)
            ? failure
            : new ChoiceEvidence(patientId, null, null, [], []);
    }
}
