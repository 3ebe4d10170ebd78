using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Structures;

namespace KryptonFunctions.Studies;

/// <summary>A study with what the list says beside it.</summary>
/// <param name="Study">As Krypton knows it.</param>
/// <param name="Structure">The establishment that made it.</param>
/// <param name="Repatriation">State of its transfer for the meeting, or null where none is wanted.</param>
public sealed record ListedStudy(StudyRecord Study, StructureName Structure, RepatriationState? Repatriation)
{
    internal static ListedStudy From(
        StudyRecord study,
        RepatriationState? repatriation,
        IReadOnlyDictionary<string, Establishment> structures
    ) => new(study, StructureName.Of(study, structures), repatriation);
}
