namespace Workbench.Dcc;

/// <summary>Answer of <c>GET /structures</c>, as far as the workbench reads it.</summary>
public sealed record StructuresAnswer(IReadOnlyList<StructureEntry> Structures, int Total, int Connected);

/// <summary>An establishment and how it is connected to Krypton.</summary>
public sealed record StructureEntry(
    string Name,
    bool Connected,
    string? Finess = null,
    string? City = null,
    string? Department = null,
    string? DepartmentName = null,
    string? ServiceLevel = null
);
