using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>
/// The DCC sends other traits for a pré-fiche: the search begins anew, and the choice stands only while they are the
/// same patient's. What was attached for another patient is in conflict from then on (<see cref="PreFiche.Holds"/>),
/// until an identity is chosen for the present one.
/// </summary>
public sealed class PatientCorrection(PatientTraitsReader reader, PatientComparison comparison)
{
    /// <summary>The pré-fiche with these traits, and with what is still true of it.</summary>
    public PreFiche Correct(PreFiche kept, RequestedPatient asked)
    {
        var corrected = new PreFiche
        {
            PreFicheId = kept.PreFicheId,
            Patient = asked,
            StartedAt = kept.StartedAt,
            Searches = kept.Searches,
            Earlier = kept.Earlier,
        };
        if (kept.Choice is { } choice)
        {
            return Stands(choice, kept.Patient, asked) ? Keep(corrected, kept) : Forget(corrected, kept, choice);
        }

        // Corrected back before anybody chose for the other patient: the choice was made for this one.
        return kept.Earlier is { } earlier && Stands(earlier.Choice, earlier.Patient, asked)
            ? corrected with
            {
                Choice = earlier.Choice,
                Earlier = null,
            }
            : corrected;
    }

    private static PreFiche Keep(PreFiche corrected, PreFiche kept) =>
        corrected with
        {
            Choice = kept.Choice,
            ListedAt = kept.ListedAt,
            ListedRules = kept.ListedRules,
            ListAgainAt = kept.ListAgainAt,
            HasNoStudies = kept.HasNoStudies,
        };

    private static PreFiche Forget(PreFiche corrected, PreFiche kept, IdentityChoice choice) =>
        choice.PatientIds.Count == 0
            ? corrected
            : corrected with
            {
                Earlier = new EarlierIdentity(choice, kept.Patient),
            };

    /// <summary>What the RCP's option chose rests on a qualified INS without a remark, and falls with it.</summary>
    private bool Stands(IdentityChoice choice, RequestedPatient before, RequestedPatient after) =>
        reader.Read(before) is Outcome<PatientTraits>.Ok(var old)
        && reader.Read(after) is Outcome<PatientTraits>.Ok(var now)
        && comparison.IsSamePatient(old, now, choice.Records)
        && (!choice.Automatic || now is { IsQualified: true, IsDoubtful: false, HasHomonym: false });
}
