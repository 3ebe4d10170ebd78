using Workbench.Activity;
using Workbench.Sessions;
using Workbench.Structures;
using Workbench.Traces;

namespace Workbench.Layout;

/// <summary>An entry of the navigation, for these roles or, where none is named, for everybody.</summary>
internal sealed record NavigationEntry(string Path, string Text, params IReadOnlyList<string> Roles);

/// <summary>The pages that a user is led to; the functions decide what each may see.</summary>
internal static class Navigation
{
    private static readonly NavigationEntry[] All =
    [
        new("/rcps", "RCP", DccUser.Care),
        new(StructureRoutes.Page, "Établissements", DccUser.Care, DccUser.NetworkAdmin),
        new(TraceRoutes.Page, "Traces", DccUser.Auditor),
        new(ActivityRoutes.Page, "Activité", DccUser.NetworkAdmin),
        new("/about", "À propos"),
    ];

    public static IEnumerable<NavigationEntry> For(DccUser user) =>
        All.Where(entry => entry.Roles.Count == 0 || entry.Roles.Contains(user.Role));

    /// <summary>Where the user's work begins: the page of nobody else's role.</summary>
    public static NavigationEntry First(DccUser user) =>
        All.First(entry => entry.Roles is [var only] && only == user.Role);
}
