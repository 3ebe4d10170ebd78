using KryptonFunctions.Access;

namespace Runner.Audit;

/// <summary>Which storage account an audit reads, as settings.</summary>
internal static class AuditedAccount
{
    /// <summary>The storage of this machine, with its well-known keys, unless an account is named.</summary>
    public static Dictionary<string, string?> Of(CommandLine commandLine) =>
        new()
        {
            ["App:Environment"] = commandLine.Account is null
                ? nameof(AppEnvironment.Local)
                : nameof(AppEnvironment.Production),
            [AppStorage.Setting] = new AzuriteServer.AzuritePorts(
                commandLine.Ports.Blob,
                commandLine.Ports.Queue,
                commandLine.Ports.Table
            ).ConnectionString,
        };

    /// <summary>By the identity of who runs it; no connection string may be left beside it.</summary>
    public static Dictionary<string, string?> Named(string? account) =>
        account is null ? [] : new() { [AppStorage.Setting] = null, [$"{AppStorage.Setting}:accountName"] = account };
}
