namespace WorkerHost;

/// <summary>What the host is asked to run.</summary>
/// <param name="App">Folder of a published function app.</param>
/// <param name="Port">Where its HTTP functions answer, on localhost.</param>
/// <param name="SettingsFile">
/// A <c>local.settings.json</c>; the environment goes before it. Null: the environment alone.
/// </param>
/// <param name="StopWithInput">Stop when the standard input closes: with whoever started the host.</param>
internal sealed record HostOptions(string App, int Port, string? SettingsFile, bool StopWithInput);
