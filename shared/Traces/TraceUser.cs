using KryptonFunctions.Access;

namespace KryptonFunctions.Traces;

/// <summary>
/// Who acted: the author that the PGSSI-S asks of every trace. No name, the ids are enough to find it.
/// </summary>
/// <param name="User">DCC user, or <c>system</c> for what the app does by itself.</param>
/// <param name="SubjectNameId">Pro Santé Connect form, or null.</param>
/// <param name="Role">The professional's role, or null.</param>
/// <param name="Organization">FINESS of the organisation, or null.</param>
public sealed record TraceUser(
    string User,
    string? SubjectNameId = null,
    string? Role = null,
    string? Organization = null
)
{
    /// <summary>The app itself: timers, polls, deadlines.</summary>
    public static TraceUser System { get; } = new("system");

    public static TraceUser From(Caller caller) =>
        new(caller.User, caller.SubjectNameId, caller.Role, caller.Organization);
}
