using System.Collections.Frozen;
using KryptonFunctions.Access;

namespace KryptonFunctions.Rcps;

/// <summary>
/// The professional on whose behalf the prefetch works on after the request has ended: kept with what they asked for,
/// and named in its traces.
/// </summary>
public sealed record Actor(
    string User,
    string SubjectNameId,
    string Name,
    string? Role,
    string? Organization,
    string PurposeOfUse
)
{
    public static Actor From(Caller caller) =>
        new(caller.User, caller.SubjectNameId, caller.Name, caller.Role, caller.Organization, caller.PurposeOfUse);

    /// <summary>The caller again, without any rights: those were checked when the request came.</summary>
    public Caller ToCaller() =>
        new(User, SubjectNameId, Name, Role, Organization, PurposeOfUse, FrozenSet<string>.Empty, CareOf.Nobody);

    /// <summary>Without the name.</summary>
    public override string ToString() => $"{nameof(Actor)} {User}";
}
