namespace Workbench.Dcc;

// What the workbench reads of the answers about studies.

/// <summary>Answer of <c>GET …/timeline</c>.</summary>
public sealed record TimelineAnswer(
    string Identity,
    IReadOnlyList<TimelineStudy> Studies,
    string? NextCursor,
    bool Complete,
    IReadOnlyList<MissingStudies> Missing,
    IReadOnlyList<StudyItem> Unverified,
    IReadOnlyList<WithheldStudy> Withheld,
    NotConnectedStructures? NotConnected
);

/// <summary>A study of the timeline.</summary>
public sealed record TimelineStudy(
    StudyItem Study,
    IReadOnlyList<StudySource> Sources,
    BoardStudy? Attached,
    bool Proposed,
    bool FromKrypton
);

/// <summary>A record under which a study is filed.</summary>
public sealed record StudySource(string PatientId, string? Name);

/// <summary>A study.</summary>
public sealed record StudyItem(
    string StudyUid,
    string? StartedAt,
    IReadOnlyList<string> Modalities,
    string? Description,
    Establishment? Structure,
    int? Series,
    int? Instances,
    string Availability,
    bool Viewable,
    bool Comparable
);

/// <summary>A chosen record of which studies are missing.</summary>
public sealed record MissingStudies(string Reason, IReadOnlyList<Establishment> Structures);

/// <summary>A study that is attached and not shown.</summary>
public sealed record WithheldStudy(string StudyUid, string Reason);

/// <summary>Establishments that Krypton cannot show.</summary>
public sealed record NotConnectedStructures(IReadOnlyList<NotConnectedStructure> Structures, int Total, bool Known);

/// <summary>Such an establishment.</summary>
public sealed record NotConnectedStructure(string? Name, string? City, string? DepartmentName, string? Why);

/// <summary>Answer of <c>POST …/studies</c>.</summary>
public sealed record AttachedStudiesAnswer(int Attached, int Refused);

/// <summary>Answer of <c>POST /viewer-links</c>.</summary>
public sealed record ViewerLinkAnswer(Uri Url, DateTimeOffset ExpiresAt, IReadOnlyList<string> Warnings);
