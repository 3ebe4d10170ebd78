using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Studies;

/// <summary>A study with what the list says beside it.</summary>
/// <param name="Study">As Krypton knows it.</param>
/// <param name="Finess">The establishment's number, or null.</param>
/// <param name="StructureName">Its name as Krypton lists it, else as the images say it, or null.</param>
/// <param name="Repatriation">State of its transfer for the meeting, or null where none is wanted.</param>
public sealed record ListedStudy(
    StudyRecord Study,
    string? Finess,
    string? StructureName,
    RepatriationState? Repatriation
)
{
    internal static ListedStudy From(
        StudyRecord study,
        RepatriationState? repatriation,
        IReadOnlyDictionary<string, Establishment> structures
    )
    {
        var structure = study.PatientIdIssuer is { } authority ? structures.GetValueOrDefault(authority) : null;

        // The OIDs under which establishments number their patients end in their FINESS.
        var issuer = study.PatientIdIssuer?[(study.PatientIdIssuer.LastIndexOf('.') + 1)..];
        return new ListedStudy(
            study,
            structure?.Finess ?? (Identity.Finess.TryParse(issuer, out var finess) ? finess.Value : null),
            structure?.Name ?? study.Institution,
            repatriation
        );
    }
}
