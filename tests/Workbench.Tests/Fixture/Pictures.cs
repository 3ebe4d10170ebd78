namespace Workbench.Tests.Fixture;

/// <summary>Where pictures lie: beside the tests, where Git does not look, or in the documents.</summary>
internal static class Pictures
{
    /// <summary>True where those of the documents are to be taken anew.</summary>
    public static bool IsWriting => Environment.GetEnvironmentVariable("KRYPTON_WRITE_PICTURES") == "1";

    public static string Of(string name) => Path.Combine(Folder(AppContext.BaseDirectory, "pictures"), $"{name}.png");

    public static string OfDocs(string name) => Path.Combine(Folder(Root(), "docs", "workbench"), $"{name}.png");

    private static string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine(parts)).FullName;

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!at.EnumerateFiles("KryptonFunctions.sln").Any())
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}
