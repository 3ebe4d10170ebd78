using Workbench.Dcc;

namespace Workbench.Traces;

/// <summary>
/// Which traces an auditor asks for by what may stand in an address: a user, an RCP, a day, or a patient's handle.
/// </summary>
/// <param name="User">A user of the DCC, or null.</param>
/// <param name="RcpId">An RCP, or null.</param>
/// <param name="PatientId">A handle that an earlier answer gave to this auditor, or null.</param>
/// <param name="Day">A day of UTC, or null.</param>
/// <param name="Action">With a day: this action only.</param>
/// <param name="From">The first day of a period, as typed, or null.</param>
/// <param name="To">The last day of it, or null.</param>
/// <param name="Cursor">Of the page, or null: the first.</param>
public sealed record TraceQuestion(
    string? User = null,
    string? RcpId = null,
    string? PatientId = null,
    string? Day = null,
    string? Action = null,
    string? From = null,
    string? To = null,
    string? Cursor = null
)
{
    /// <summary>True where something is asked.</summary>
    public bool IsAsked => (User ?? RcpId ?? PatientId ?? Day) is not null;

    /// <summary>As the API and the page itself take it.</summary>
    public string Query =>
        QueryText.Of(
            ("user", User),
            ("rcpId", RcpId),
            ("patientId", PatientId),
            ("day", Day),
            ("action", Action),
            ("from", From),
            ("to", To),
            ("cursor", Cursor)
        );

    /// <summary>The first instant of a day of UTC as typed; the API checks it.</summary>
    public static string? StartOf(string? day) => day is null ? null : $"{day}T00:00:00Z";

    /// <summary>The last second of a day of UTC as typed.</summary>
    public static string? EndOf(string? day) => day is null ? null : $"{day}T23:59:59Z";
}
