namespace KryptonFunctions.Tests.Architecture;

/// <summary>Where the solution lies, seen from the built tests.</summary>
internal static class SolutionFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!at.EnumerateFiles("*.sln").Any())
        {
            at = at.Parent ?? throw new InvalidOperationException("No solution above the tests.");
        }

        return at.FullName;
    }
}
