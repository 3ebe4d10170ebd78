using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps;

/// <summary>
/// Which records of Krypton are the patient of a call: all that were confirmed together for the pré-fiche, else the one
/// that was asked for.
/// </summary>
public sealed class PatientOfContext(RcpStore rcps, PatientOnKrypton patients)
{
    /// <summary>Krypton's ids, at least one; the one behind the handle first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="context">The meeting, and where given the pré-fiche.</param>
    /// <param name="patientHandle">From a search of this caller; null: whoever is chosen for the pré-fiche.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<IReadOnlyList<string>>> RecordsAsync(
        Caller caller,
        CareContext context,
        string? patientHandle,
        CancellationToken cancellationToken
    )
    {
        var preFiche = context.PreFicheId is { } id
            ? await rcps.FindPreFicheAsync(context.RcpId, id, cancellationToken)
            : null;
        var confirmed = preFiche?.Choice?.PatientIds ?? [];
        if (patientHandle is not null)
        {
            return await patients.RevealAsync(caller, context, patientHandle) switch
            {
                Outcome<string>.Ok(var record) => new Outcome<IReadOnlyList<string>>.Ok(
                    confirmed.Contains(record) ? [record, .. confirmed.Where(other => other != record)] : [record]
                ),
                Outcome<string>.Failed(var failure) => failure,
                _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
            };
        }

        if (preFiche is null or { Withdrawn: true })
        {
            return RcpFailures.UnknownPreFiche;
        }

        return confirmed.Count > 0 ? new Outcome<IReadOnlyList<string>>.Ok(confirmed) : OpenPreFiche.NoIdentity;
    }
}
