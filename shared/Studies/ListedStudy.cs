using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Structures;

namespace KryptonFunctions.Studies;

/// <summary>A study with what the list says beside it.</summary>
/// <param name="PatientId">Krypton's id of the record under which it is filed.</param>
/// <param name="Study">As Krypton knows it.</param>
/// <param name="Structure">The establishment that made it.</param>
/// <param name="Repatriation">State of its transfer for the meeting, or null where none is wanted.</param>
public sealed record ListedStudy(
    string PatientId,
    StudyRecord Study,
    StructureName Structure,
    RepatriationState? Repatriation
)
{
    internal static ListedStudy From(
        StudyOfRecord of,
        RepatriationState? repatriation,
        IReadOnlyDictionary<string, Establishment> structures
    ) => new(of.PatientId, of.Study, StructureName.Of(of.Study, structures), repatriation);
}
