namespace Workbench.Sessions;

/// <summary>Who uses the DCC, as its token names them.</summary>
/// <param name="Id">The DCC's user, 1 to 64 characters.</param>
/// <param name="Role"><c>care</c>, <c>auditor</c> or <c>network-admin</c>.</param>
public sealed record DccUser(string Id, string Role)
{
    public const string Care = "care";
    public const string Auditor = "auditor";
    public const string NetworkAdmin = "network-admin";

    /// <summary>Who opens the workbench.</summary>
    public static DccUser Default { get; } = new("dr.martin", Care);

    /// <summary>The roles, each with its French name.</summary>
    public static IReadOnlyDictionary<string, string> Roles { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Care] = "Soignant",
            [Auditor] = "Auditeur",
            [NetworkAdmin] = "Administrateur du réseau",
        };

    /// <summary>A user that a token can be given for, or null.</summary>
    public static DccUser? From(string? id, string? role) =>
        id?.Trim() is { Length: > 0 and <= 64 } user && role is not null && Roles.ContainsKey(role)
            ? new DccUser(user, role)
            : null;
}
