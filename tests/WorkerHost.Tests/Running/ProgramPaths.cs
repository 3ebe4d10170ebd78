using System.Reflection;

namespace WorkerHost.Tests.Running;

/// <summary>Where the build put the host and the app that it runs.</summary>
internal static class ProgramPaths
{
    public static string Host => Value(nameof(Host));

    public static string App => Value(nameof(App));

    private static string Value(string key) =>
        Path.GetFullPath(
            typeof(ProgramPaths)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(a => a.Key == key)
                .Value!
        );
}
