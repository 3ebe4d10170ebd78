using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>A study of a pré-fiche and how far it is.</summary>
/// <param name="Study">As it was attached.</param>
/// <param name="Repatriation">Its way to the central server.</param>
/// <param name="IsInConflict">It is not of the patient whom the pré-fiche has now.</param>
public sealed record AttachedNow(AttachedStudy Study, Repatriation Repatriation, bool IsInConflict = false)
{
    /// <summary>As the board shows it.</summary>
    public BoardStudy OnBoard() =>
        IsInConflict ? BoardStudy.InConflict(Study, Repatriation) : BoardStudy.From(Study, Repatriation);
}

/// <summary>
/// Attaches a study of the chosen identity to a pré-fiche; its repatriation follows. Repeating it changes nothing.
/// </summary>
public sealed class AttachStudy(
    OpenPreFiche open,
    PatientOnKrypton patients,
    KryptonStudies krypton,
    StructureDirectory directory,
    StudyStore studies,
    TraceWriter traces,
    TimeProvider time
)
{
    private static readonly Failure NotThePatients = new(
        FailureKind.NotFound,
        "unknown-study",
        new(
            "Krypton ne connaît pas cet examen pour l'identité choisie.",
            "Krypton knows no such study of the chosen identity."
        )
    );

    public async Task<Outcome<AttachedNow>> AttachAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    )
    {
        if (!StudyUid.TryParse(studyUid, out var uid) || uid.Value != studyUid)
        {
            return Failure.Invalid(
                "studyUid",
                new(
                    "Un UID DICOM : des nombres séparés par des points, 64 caractères au plus.",
                    "A DICOM UID: numbers joined by dots, at most 64 characters."
                )
            );
        }

        return await open.OpenAsync(caller, rcpId, preFicheId, toChange: true, cancellationToken) switch
        {
            Outcome<OpenedPreFiche>.Failed(var failure) => failure,
            Outcome<OpenedPreFiche>.Ok({ PreFiche.Identity: IdentityState.Confirmed } at) => await AttachAsync(
                caller,
                at,
                uid,
                cancellationToken
            ),
            _ => OpenPreFiche.NoIdentity,
        };
    }

    private async Task<Outcome<AttachedNow>> AttachAsync(
        Caller caller,
        OpenedPreFiche at,
        StudyUid uid,
        CancellationToken cancellationToken
    )
    {
        WantedStudy? written = null;
        var kept = await studies.FindAttachedAsync(at.Rcp.RcpId, at.PreFiche.PreFicheId, uid.Value, cancellationToken);
        if (kept is not { IsAttached: true } || !at.PreFiche.Holds(kept))
        {
            var isNew = kept is null;
            switch (await FindAsync(at.PreFiche.Choice!.PatientIds, uid, cancellationToken))
            {
                case Outcome<(string, StudyRecord)>.Ok((var patientId, var record)):
                    kept = AttachedStudy.From(
                        record,
                        StructureName.Of(record, await directory.ByAuthorityAsync(cancellationToken)),
                        at.PreFiche.PreFicheId,
                        patientId,
                        StudyOrigin.User,
                        Actor.From(caller),
                        time.GetUtcNow()
                    );
                    break;
                case Outcome<(string, StudyRecord)>.Failed(var failure):
                    return failure;
            }

            written = await studies.AttachAsync(at.Rcp.RcpId, kept!, isNew, cancellationToken);
        }

        var entry = TraceEntry.By(caller, TraceAction.Attached, at.Context) with
        {
            Patient = kept!.PatientId,
            StudyUids = [uid.Value],
        };
        if (await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var untraced))
        {
            return untraced;
        }

        written ??= (await studies.FindAsync(at.Rcp.RcpId, uid.Value, cancellationToken))?.Value;
        return new AttachedNow(kept, written?.Repatriation ?? new Repatriation());
    }

    /// <summary>The study among those of the chosen records; a UID alone would attach anybody's.</summary>
    private async Task<Outcome<(string PatientId, StudyRecord Record)>> FindAsync(
        IReadOnlyList<string> patientIds,
        StudyUid uid,
        CancellationToken cancellationToken
    )
    {
        var complete = true;
        foreach (var patientId in patientIds)
        {
            switch (await patients.FindAsync(patientId, cancellationToken))
            {
                case Outcome<KnownPatient>.Ok(var patient):
                    complete &= patient.Complete;
                    var onlyIt = new StudyFilter(Studies: [uid]);
                    switch (await krypton.OfPatientAsync(patient.Records, onlyIt, cancellationToken))
                    {
                        case QidoAnswer.Listed { Studies: var listed }
                            when listed.FirstOrDefault(s => s.StudyUid == uid.Value) is { } record:
                            return (patientId, record);
                        case QidoAnswer.Listed { Unverified: [_, ..] }:
                            return ViewingRules.NotVerified;
                        case QidoAnswer.Listed listed:
                            complete &= listed.Complete;
                            break;
                        case QidoAnswer.Unavailable unavailable:
                            return unavailable.Fault.ToFailure();
                    }

                    break;
                case Outcome<KnownPatient>.Failed({ Kind: not FailureKind.NotFound } failure):
                    return failure;
            }
        }

        return complete ? NotThePatients : QidoAnswer.Incomplete;
    }
}
