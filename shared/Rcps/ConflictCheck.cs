using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps;

/// <summary>
/// Whether what is asked for may be shown for the patient of a pré-fiche as it stands now: read from the tables at each
/// question, so that a correction holds from its moment on, also for a link that was given before.
/// </summary>
public sealed class ConflictCheck(RcpStore rcps, StudyStore studies)
{
    private static readonly Failure Corrected = new(
        FailureKind.Conflict,
        "patient-corrected",
        new(
            "Le patient de la pré-fiche a été corrigé ; ceci appartient à l'identité choisie auparavant.",
            "The patient of the pré-fiche was corrected; this belongs to the identity that was chosen before."
        )
    );

    private static readonly Failure NotChosen = new(
        FailureKind.Conflict,
        "not-the-chosen-identity",
        new(
            "Une autre identité est choisie pour cette pré-fiche ; choisissez celle-ci, ou demandez sans la pré-fiche.",
            "Another identity is chosen for this pré-fiche; choose this one for it, or ask without the pré-fiche."
        )
    );

    /// <summary>
    /// The refusal for records and studies that are not the patient's, or null. A pré-fiche that was never announced,
    /// or for which nothing was chosen yet, refuses nothing: its user is looking for the identity.
    /// </summary>
    /// <param name="context">The meeting, and where given the pré-fiche.</param>
    /// <param name="patientIds">Krypton ids of the records under which it was asked.</param>
    /// <param name="studyUids">The studies to show; none for a list.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Failure?> RefusalAsync(
        CareContext context,
        IReadOnlyList<string> patientIds,
        IReadOnlyList<string> studyUids,
        CancellationToken cancellationToken
    )
    {
        if (
            context.PreFicheId is { } id
            && await rcps.FindPreFicheAsync(context.RcpId, id, cancellationToken) is { } preFiche
            && patientIds.Select(record => OfRecord(preFiche, record)).FirstOrDefault(f => f is not null) is { } refusal
        )
        {
            return refusal;
        }

        foreach (var uid in studyUids)
        {
            if (await IsInConflictAsync(context, uid, cancellationToken))
            {
                return Corrected;
            }
        }

        return null;
    }

    /// <summary>
    /// The pré-fiches that rightly have the study attached: the record under which they did is one of their patient.
    /// </summary>
    public async Task<IReadOnlyList<PreFiche>> HoldersAsync(
        string rcpId,
        WantedStudy study,
        CancellationToken cancellationToken
    )
    {
        var holders = new List<PreFiche>();
        foreach (var preFicheId in study.WantedBy)
        {
            if (
                await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is { } preFiche
                && await studies.FindAttachedAsync(rcpId, preFicheId, study.StudyUid, cancellationToken) is { } attached
                && preFiche.Holds(attached)
            )
            {
                holders.Add(preFiche);
            }
        }

        return holders;
    }

    private static Failure? OfRecord(PreFiche preFiche, string patientId)
    {
        if (preFiche.HasChosen(patientId))
        {
            return null;
        }

        if (preFiche.Identity == IdentityState.Confirmed)
        {
            return NotChosen;
        }

        return preFiche.Earlier?.Choice.PatientIds.Contains(patientId) == true ? Corrected : null;
    }

    /// <summary>In that pré-fiche; without one, in every pré-fiche of the meeting that has it attached.</summary>
    private async Task<bool> IsInConflictAsync(CareContext context, string uid, CancellationToken cancellationToken)
    {
        if (
            (await studies.FindAsync(context.RcpId, uid, cancellationToken))?.Value is not { WantedBy.Count: > 0 } study
        )
        {
            return false;
        }

        var holders = await HoldersAsync(context.RcpId, study, cancellationToken);
        return context.PreFicheId is { } id
            ? study.WantedBy.Contains(id) && holders.All(p => p.PreFicheId != id)
            : holders.Count == 0;
    }
}
