using KryptonFunctions.Access;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>What the viewer can do with a study.</summary>
public static class ViewingRules
{
    /// <summary>409: the images may be another person's.</summary>
    public static Failure NotVerified { get; } =
        new(
            FailureKind.Conflict,
            "study-patient-unverified",
            new(
                "L'examen porte le numéro du patient sans dire quel établissement l'a donné : il peut être celui d'une "
                    + "autre personne.",
                "The study bears the patient's number, but does not say which establishment gave it: it may be another "
                    + "person's."
            )
        );

    // Objects without a picture: reports, presentation states, key objects, audio, plans and the like (PS3.3
    // C.7.3.1.1.1).
    private static readonly HashSet<string> WithoutPicture =
    [
        "SR",
        "PR",
        "KO",
        "AU",
        "DOC",
        "REG",
        "SEG",
        "RTPLAN",
        "RTSTRUCT",
        "RTRECORD",
        "RWV",
        "PLAN",
        "FID",
        "STAIN",
        "ECG",
    ];

    /// <summary>True for a modality of images, DICOM's code; false for reports and the like.</summary>
    public static bool HasPictures(string modality) => !WithoutPicture.Contains(modality);

    /// <summary>True for a study on the central server or at a connected site; not for one on a shelf.</summary>
    public static bool IsViewable(StudyRecord study) =>
        study.Availability is StudyAvailability.Online or StudyAvailability.Nearline;

    /// <summary>
    /// True for a viewable study with pictures: two reports side by side are no comparison of images. Without a
    /// modality, pictures are assumed.
    /// </summary>
    public static bool IsComparable(StudyRecord study) =>
        IsViewable(study) && (study.Modalities.Count == 0 || study.Modalities.Any(HasPictures));
}
