using Workbench.Sessions;

namespace Workbench.Layout;

/// <summary>An entry of the navigation, for a role or, where it is null, for everybody.</summary>
internal sealed record NavigationEntry(string Path, string Text, string? Role = null);

/// <summary>The pages that a user is led to; the functions decide what each may see.</summary>
internal static class Navigation
{
    private static readonly NavigationEntry[] All = [new("/rcps", "RCP"), new("/about", "À propos")];

    public static IEnumerable<NavigationEntry> For(DccUser user) =>
        All.Where(entry => entry.Role is null || entry.Role == user.Role);
}
