namespace KryptonFunctions.Traces;

/// <summary>
/// Names of details of a trace that the figures are made of: kept in the index by day as well, under the same names.
/// Stored for years, so never renamed.
/// </summary>
public static class TraceFacts
{
    /// <summary>FINESS of the establishment that made a study.</summary>
    public const string Site = "site";

    /// <summary>How a transfer ended: the name of its state.</summary>
    public const string State = "state";

    /// <summary>Seconds from a study's order to its being verified on the central server.</summary>
    public const string Seconds = "seconds";

    /// <summary>Who acted where it was not the user.</summary>
    public const string By = "by";

    /// <summary>What else than care it was for.</summary>
    public const string For = "for";

    /// <summary>Studies of a meeting that begins, and those of them that can be shown.</summary>
    public const string Studies = "studies";
    public const string Online = "online";

    /// <summary><c>true</c> where the board of a meeting that begins says that it is ready.</summary>
    public const string Ready = "ready";

    /// <summary>A value of <see cref="By"/>: the app by itself, for an RCP.</summary>
    public const string Prefetch = "prefetch";

    internal static readonly IReadOnlyList<string> All = [Site, State, Seconds, By, For, Studies, Online, Ready];
}
