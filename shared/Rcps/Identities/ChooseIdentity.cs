using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// The user's choice for a pré-fiche, by the handles of a search of this user. Repeating it changes nothing.
/// </summary>
public sealed class ChooseIdentity(
    OpenPreFiche open,
    PatientHandles handles,
    PatientOnKrypton patients,
    RcpStore rcps,
    SearchStore searches,
    StudyStore studies,
    TraceWriter traces,
    TimeProvider time
)
{
    private const int MaxRecords = 20;

    private static readonly Failure InUse = new(
        FailureKind.Conflict,
        "identity-in-use",
        "Studies of the identity chosen before are attached; detach them first."
    );
    private static readonly Failure OfEarlierTraits = new(
        FailureKind.Conflict,
        "traits-changed",
        "The patient of the pré-fiche has changed since this was found; look at the candidates for the present one."
    );
    private static readonly Failure Unknown = new(
        FailureKind.NotFound,
        "unknown-patient",
        "No patient under this id was found by this caller."
    );

    public async Task<Outcome<PreFiche>> ChooseAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        ChosenIdentityRequest request,
        CancellationToken cancellationToken
    ) =>
        await open.OpenAsync(caller, rcpId, preFicheId, toChange: true, cancellationToken) switch
        {
            Outcome<OpenedPreFiche>.Failed(var failure) => failure,
            Outcome<OpenedPreFiche>.Ok(var at) => await ChooseAsync(caller, at, request, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<PreFiche>> ChooseAsync(
        Caller caller,
        OpenedPreFiche at,
        ChosenIdentityRequest request,
        CancellationToken cancellationToken
    )
    {
        var asked = request switch
        {
            { PatientId: { } one, PatientIds: null, NoneOfThese: not true } => [one],
            { PatientId: null, PatientIds: { Count: > 0 and <= MaxRecords } several, NoneOfThese: not true } => several,
            { PatientId: null, PatientIds: null, NoneOfThese: true } => [],
            _ => null,
        };
        if (asked is null)
        {
            return Failure.Invalid("patientId", "Exactly one of patientId, patientIds (1 to 20) and noneOfThese.");
        }

        var ids = asked.Select(handle => handles.TryReveal(caller, handle, out var id) ? id : null).Distinct().ToList();
        if (ids.Contains(null))
        {
            return Unknown;
        }

        var last = await searches.LastFoundAsync(at.Rcp.RcpId, at.PreFiche.PreFicheId, cancellationToken);
        var areOfEarlierTraits = last?.AreOf(at.PreFiche) == false;
        if (areOfEarlierTraits && last!.Candidates.Any(c => ids.Contains(c.PatientId)))
        {
            // Still on the screen of somebody who has not seen the change: it would pass for a record of the user's own
            // search.
            return OfEarlierTraits;
        }

        var found = areOfEarlierTraits ? [] : last?.Candidates ?? [];
        var evidence = new List<ChoiceEvidence>();
        foreach (var id in ids.OfType<string>())
        {
            if (found.FirstOrDefault(c => c.PatientId == id) is { } candidate)
            {
                evidence.Add(AutomaticChoice.EvidenceOf(candidate));
            }
            else if (await patients.FindAsync(id, cancellationToken) is Outcome<KnownPatient>.Failed(var failure))
            {
                return failure;
            }
            else
            {
                // Found by the user's own search and not by the prefetch's: the user saw the evidence there, and the
                // trace of that search says so.
                evidence.Add(new ChoiceEvidence(id, null, null, [], []));
            }
        }

        var choice = new IdentityChoice
        {
            PatientIds = [.. ids.OfType<string>()],
            By = Actor.From(caller),
            At = time.GetUtcNow(),
            Evidence = evidence,
            NotChosen = [.. found.Select(c => c.PatientId).Where(id => !ids.Contains(id))],
        };
        return await SaveAsync(caller, at, choice, cancellationToken);
    }

    private async Task<Outcome<PreFiche>> SaveAsync(
        Caller caller,
        OpenedPreFiche at,
        IdentityChoice choice,
        CancellationToken cancellationToken
    )
    {
        var (rcpId, preFicheId) = (at.Rcp.RcpId, at.PreFiche.PreFicheId);
        var others = (await studies.AttachedToAsync(rcpId, preFicheId, cancellationToken))
            .Where(s => !choice.PatientIds.Contains(s.PatientId))
            .ToList();
        if (others.Exists(s => s.IsAttached))
        {
            return InUse;
        }

        foreach (var proposal in others)
        {
            await studies.DetachAsync(rcpId, preFicheId, proposal.StudyUid, cancellationToken);
        }

        var patient = at.PreFiche.PatientDigest();
        var kept = await rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p =>
                p.PatientDigest() != patient || IsSame(p.Choice, choice)
                    ? p
                    : p with
                    {
                        Choice = choice,
                        ListedAt = null,
                        ListAgainAt = null,
                    },
            cancellationToken
        );
        if (kept?.PatientDigest() != patient)
        {
            return OfEarlierTraits;
        }

        var entry = TraceEntry.By(caller, TraceAction.CandidateChosen, at.Context) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["records"] = $"{choice.PatientIds.Count}",
                ["confidence"] = string.Join(' ', choice.Evidence.Select(e => e.Confidence ?? "ownSearch")),
            },
        };
        var ofEachRecord =
            choice.PatientIds.Count == 0
                ? [entry]
                : choice.PatientIds.Select(record => entry with { Patient = record });
        return await traces.WriteEachAsync(ofEachRecord, cancellationToken) is { } untraced ? untraced : kept;
    }

    private static bool IsSame(IdentityChoice? a, IdentityChoice b) =>
        a is { Automatic: false }
        && a.By.User == b.By.User
        && a.PatientIds.SequenceEqual(b.PatientIds, StringComparer.Ordinal);
}
