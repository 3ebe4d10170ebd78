namespace WorkerHost.Settings;

/// <summary>Texts of bindings and of <c>host.json</c>, in which <c>%Name%</c> stands for a setting.</summary>
internal static class SettingText
{
    /// <summary>The text itself where there is no such setting.</summary>
    public static string Resolve(string text, IConfiguration configuration) =>
        text is ['%', .. var name, '%']
            ? configuration[name.Replace("__", ":", StringComparison.Ordinal)] ?? text
            : text;
}
