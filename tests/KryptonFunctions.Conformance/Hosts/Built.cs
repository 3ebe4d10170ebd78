using System.Reflection;

namespace KryptonFunctions.Conformance.Hosts;

/// <summary>Where the build put the programs, and where the recording lies in the sources.</summary>
internal static class Built
{
    /// <summary>Folder of the app with the scenarios.</summary>
    public static string App => Value(nameof(App));

    /// <summary>Folder of WorkerHost.</summary>
    public static string Host => Value(nameof(Host));

    /// <summary>The file <c>expected.json</c> of the sources.</summary>
    public static string Recording => Value(nameof(Recording));

    private static string Value(string key) =>
        Path.GetFullPath(
            typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!
        );
}
