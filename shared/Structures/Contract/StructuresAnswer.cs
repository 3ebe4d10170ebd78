using KryptonFunctions.Krypton;

namespace KryptonFunctions.Structures.Contract;

/// <summary>
/// Answer of <c>GET /structures</c>: the establishments asked for, by name, and how many of them are connected.
/// </summary>
public sealed record StructuresAnswer(IReadOnlyList<StructureEntry> Structures, int Total, int Connected)
{
    public static StructuresAnswer From(IReadOnlyList<Establishment> found) =>
        new(
            [
                .. found.Select(e => new StructureEntry(
                    e.Finess,
                    e.Name,
                    e.City,
                    e.Department,
                    e.DepartmentName,
                    e.Connected,
                    e.ServiceLevel
                )),
            ],
            found.Count,
            found.Count(e => e.Connected)
        );
}

/// <summary>
/// An establishment. The service level is <c>exchange</c> (échange et partage), <c>priors</c> (envoi d'antériorités),
/// or null.
/// </summary>
public sealed record StructureEntry(
    string? Finess,
    string Name,
    string? City,
    string? Department,
    string? DepartmentName,
    bool Connected,
    string? ServiceLevel
);
