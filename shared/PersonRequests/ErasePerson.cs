using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.ViewerLinks;

namespace KryptonFunctions.PersonRequests;

/// <summary>
/// Erases what the law lets be erased (RGPD, article 17): of RCPs that are over, the traits, choices, candidates and
/// attached studies; links that have ended. What an RCP to come needs stays (article 17 (3) (c)): the DCC withdraws
/// the pré-fiche first. Traces stay (article 17 (3) (b) and (e)). May run again: it erases what is left.
/// </summary>
public sealed class ErasePerson(
    RcpStore rcps,
    StudyStore studies,
    SearchStore searches,
    ViewerLinkTable links,
    TimeProvider time
)
{
    /// <param name="file">What was found of the person.</param>
    /// <param name="cancellationToken">Ends it between two rows.</param>
    public async Task EraseAsync(PersonFile file, CancellationToken cancellationToken)
    {
        foreach (var (rcpId, preFicheId) in file.PreFiches.Where(p => p.RcpIsOver).Select(p => p.Context))
        {
            await studies.ForgetAsync(rcpId, preFicheId!, cancellationToken);
            await searches.ForgetAsync(rcpId, preFicheId!, cancellationToken);
            await rcps.ChangePreFicheAsync(rcpId, preFicheId!, Emptied, cancellationToken);
        }

        foreach (var (rcpId, preFicheId) in file.CandidateOf.Where(c => c.RcpIsOver).Select(c => c.Context))
        {
            await searches.ForgetAsync(rcpId, preFicheId!, cancellationToken);
        }

        foreach (var link in Ended(file))
        {
            await links.RemoveAsync(link.Hash, cancellationToken);
        }
    }

    /// <summary>The links that an erasure removes.</summary>
    public IReadOnlyList<LinkToPerson> Ended(PersonFile file) =>
        [.. file.Links.Where(link => link.ExpiresAt < time.GetUtcNow())];

    /// <summary>
    /// The DCC's id alone: by it the purge finds the orchestration's history. Withdrawn, so that nothing shows it.
    /// </summary>
    private static PreFiche Emptied(PreFiche preFiche) =>
        new()
        {
            PreFicheId = preFiche.PreFicheId,
            Patient = new RequestedPatient(),
            Withdrawn = true,
            StartedAt = preFiche.StartedAt,
        };
}
