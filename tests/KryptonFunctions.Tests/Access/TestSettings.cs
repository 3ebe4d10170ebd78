using System.Text.Json;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// The settings of <c>local.settings.sample.json</c>, so that the tests hold the sample to be enough.
/// </summary>
internal static class TestSettings
{
    public static IReadOnlyDictionary<string, string?> Local { get; } = Read();

    /// <summary>The solution's folder.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "local.settings.sample.json")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("local.settings.sample.json");
        }

        return folder;
    }

    private static Dictionary<string, string?> Read()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Find(), "local.settings.sample.json")));
        return sample
            .RootElement.GetProperty("Values")
            .EnumerateObject()
            .ToDictionary(v => v.Name.Replace("__", ":", StringComparison.Ordinal), v => v.Value.GetString());
    }
}
