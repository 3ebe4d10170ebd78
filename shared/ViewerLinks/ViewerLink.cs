using KryptonFunctions.Access;

namespace KryptonFunctions.ViewerLinks;

/// <summary>How the viewer shows the studies.</summary>
public enum ViewerLayout
{
    /// <summary>One study.</summary>
    Single,

    /// <summary>Two studies side by side.</summary>
    Compare,
}

/// <summary>Which of Krypton's viewers is opened.</summary>
public enum ViewerKind
{
    /// <summary>In the browser.</summary>
    Web,

    /// <summary>The diagnostic console.</summary>
    Console,
}

/// <summary>
/// A link that was given to a user: who may see what, until when. Krypton's viewer is told the same in the launch
/// token.
/// </summary>
public sealed record ViewerLink
{
    public required ViewerUser User { get; init; }

    public required CareContext Context { get; init; }

    /// <summary>Krypton's id of the record of the first study.</summary>
    public required string PatientId { get; init; }

    /// <summary>One, or two for a comparison.</summary>
    public required IReadOnlyList<string> StudyUids { get; init; }

    /// <summary>
    /// The record of each study, in their order: a comparison may take them from two records of one person. Empty in
    /// rows of before: all are of <see cref="PatientId"/>.
    /// </summary>
    public IReadOnlyList<string> PatientIds { get; init; } = [];

    public ViewerLayout Layout { get; init; }

    public ViewerKind Viewer { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was opened; it opens once.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The studies under each record: whoever asks who saw the one record finds its studies alone.</summary>
    internal ILookup<string, string> StudiesByRecord() =>
        StudyUids
            .Select((uid, at) => (Uid: uid, Record: at < PatientIds.Count ? PatientIds[at] : PatientId))
            .ToLookup(study => study.Record, study => study.Uid, StringComparer.Ordinal);
}

/// <summary>The professional as the launch token names him or her.</summary>
public sealed record ViewerUser(
    string User,
    string SubjectNameId,
    string? Role,
    string? Organization,
    string PurposeOfUse
)
{
    public static ViewerUser From(Caller caller) =>
        new(caller.User, caller.SubjectNameId, caller.Role, caller.Organization, caller.PurposeOfUse);
}
