using KryptonFunctions.Krypton;

namespace KryptonFunctions.Structures;

/// <summary>An establishment as it is shown beside a record or a study.</summary>
/// <param name="Finess">Its number, nine characters, or null where it is not known.</param>
/// <param name="Name">Its name as Krypton lists it, else as the images say it, or null.</param>
public sealed record StructureName(string? Finess, string? Name)
{
    /// <summary>
    /// The establishment that numbered the patient of a study; its images may name it where no list does.
    /// </summary>
    internal static StructureName Of(StudyRecord study, IReadOnlyDictionary<string, Establishment> byAuthority) =>
        Of(study.PatientIdIssuer, byAuthority) is var issuer && issuer.Name is null
            ? issuer with
            {
                Name = study.Institution,
            }
            : issuer;

    /// <summary>The establishment behind an authority of patient numbers.</summary>
    /// <param name="authority">OID or FINESS, or null.</param>
    /// <param name="byAuthority">See <see cref="StructureDirectory.ByAuthorityAsync"/>.</param>
    internal static StructureName Of(string? authority, IReadOnlyDictionary<string, Establishment> byAuthority)
    {
        var listed = authority is null ? null : byAuthority.GetValueOrDefault(authority);

        // The OIDs under which establishments number their patients end in their FINESS.
        var issuer = authority?[(authority.LastIndexOf('.') + 1)..];
        return new StructureName(
            listed?.Finess ?? (Identity.Finess.TryParse(issuer, out var finess) ? finess.Value : null),
            listed?.Name
        );
    }
}
