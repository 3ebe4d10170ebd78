using KryptonFunctions.Access;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.ViewerLinks;

namespace KryptonFunctions.PersonRequests;

/// <summary>
/// Finds what is kept of a person (RGPD, article 15), by reading every RCP within its retention. Changes nothing.
/// </summary>
public sealed class FindPerson(
    RcpStore rcps,
    StudyStore studies,
    SearchStore searches,
    ViewerLinkTable links,
    AccessesToPerson traces,
    TimeProvider time
)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(2 * 366);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(3650);

    public async Task<PersonFile> FindAsync(SoughtPerson person, CancellationToken cancellationToken)
    {
        var own = new List<PreFicheOfPerson>();
        var elsewhere = new List<CandidateElsewhere>();
        var now = time.GetUtcNow();
        await foreach (var rcpId in rcps.OnDaysAsync(now - Behind, now + Ahead, cancellationToken))
        {
            if (await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp })
            {
                await SearchAsync(person, rcp, own, elsewhere, cancellationToken);
            }
        }

        var given = await links
            .AllAsync(cancellationToken)
            .Where(link => person.Sees(link.Value))
            .Select(link => new LinkToPerson(
                link.Key,
                link.Value.Context,
                link.Value.StudyUids,
                link.Value.ExpiresAt,
                link.Value.UsedAt
            ))
            .ToListAsync(cancellationToken);
        var found = await traces.ReadAsync(person.PatientIds, [.. own.Select(p => p.Context)], cancellationToken);
        return new PersonFile(own, elsewhere, given, found.Accesses, found.Missing);
    }

    private async Task SearchAsync(
        SoughtPerson person,
        Rcp rcp,
        List<PreFicheOfPerson> own,
        List<CandidateElsewhere> elsewhere,
        CancellationToken cancellationToken
    )
    {
        var attached = await studies.AttachedAsync(rcp.RcpId, cancellationToken);
        var isOver = time.GetUtcNow() >= rcp.EndsAt;
        foreach (var preFiche in await rcps.PreFichesAsync(rcp.RcpId, cancellationToken))
        {
            var context = new CareContext(rcp.RcpId, preFiche.PreFicheId);
            var found = await searches.LastFoundAsync(rcp.RcpId, preFiche.PreFicheId, cancellationToken);
            var itsStudies = attached.Where(study => study.PreFicheId == preFiche.PreFicheId).ToList();
            if (person.Grounds(rcp.RcpId, preFiche, itsStudies).ToList() is { Count: > 0 } grounds)
            {
                own.Add(
                    new PreFicheOfPerson(
                        context,
                        rcp.StartsAt,
                        isOver,
                        grounds,
                        preFiche.Patient,
                        preFiche.Earlier?.Patient,
                        preFiche.Choice?.Records ?? [],
                        found?.Candidates.Count ?? 0,
                        [.. itsStudies.Select(StudyOfPerson.From)]
                    )
                );
            }
            else if (found?.Candidates.FirstOrDefault(person.Is) is { } candidate)
            {
                elsewhere.Add(new CandidateElsewhere(context, isOver, candidate.Identity));
            }
        }
    }
}
