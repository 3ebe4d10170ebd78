namespace KryptonFunctions.Access;

/// <summary>The roles of the claim <c>dcc_roles</c>.</summary>
public static class Roles
{
    /// <summary>Takes part in the care of patients: searches, views, prepares meetings.</summary>
    public const string Care = "care";

    /// <summary>Reads the traces.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reads figures and the connected establishments; no patient data.</summary>
    public const string NetworkAdmin = "network-admin";
}
