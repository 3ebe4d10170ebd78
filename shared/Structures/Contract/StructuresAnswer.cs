using KryptonFunctions.Krypton;

namespace KryptonFunctions.Structures.Contract;

/// <summary>
/// Answer of <c>GET /structures</c>: the establishments asked for, by name, and how many of them are connected.
/// </summary>
/// <param name="Structures">Those asked for, by name.</param>
/// <param name="Total">Their number.</param>
/// <param name="Connected">The number of those that are connected to Krypton.</param>
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
/// <param name="Finess">Its number, nine characters, or null where Krypton does not list it.</param>
/// <param name="Name">As Krypton lists it.</param>
/// <param name="City">As listed, or null.</param>
/// <param name="Department">Number of the département, such as <c>33</c> or <c>2A</c>, or null.</param>
/// <param name="DepartmentName">The département's name, or null.</param>
/// <param name="Connected">True where its studies can be seen through Krypton.</param>
/// <param name="ServiceLevel"><c>exchange</c> (échange et partage), <c>priors</c> (envoi d'antériorités), or null
/// where it is not connected.</param>
public sealed record StructureEntry(
    string? Finess,
    string Name,
    string? City,
    string? Department,
    string? DepartmentName,
    bool Connected,
    string? ServiceLevel
);
