using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>
/// Detaches a study from a pré-fiche, for good unless the user attaches it again: no rule brings it back. Its order is
/// taken back when no other pré-fiche wants it. Repeating it, or detaching what was never attached, changes nothing.
/// </summary>
public sealed class DetachStudy(OpenPreFiche open, StudyStore studies, TraceWriter traces, TimeProvider time)
{
    /// <summary>True where it was attached until now.</summary>
    public async Task<Outcome<bool>> DetachAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    )
    {
        if (!Identity.StudyUid.TryParse(studyUid, out var uid) || uid.Value != studyUid)
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
            Outcome<OpenedPreFiche>.Ok(var at) => await DetachAsync(caller, at, studyUid, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    private async Task<Outcome<bool>> DetachAsync(
        Caller caller,
        OpenedPreFiche at,
        string studyUid,
        CancellationToken cancellationToken
    )
    {
        var study = (await studies.FindAsync(at.Rcp.RcpId, studyUid, cancellationToken))?.Value;
        var detached = await studies.DeclineAsync(
            at.Rcp.RcpId,
            at.PreFiche.PreFicheId,
            studyUid,
            Actor.From(caller),
            time.GetUtcNow(),
            cancellationToken
        );
        var entry = TraceEntry.By(caller, TraceAction.Detached, at.Context) with
        {
            Patient = study?.PatientId,
            StudyUids = [studyUid],
        };
        return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var untraced)
            ? untraced
            : detached;
    }
}
