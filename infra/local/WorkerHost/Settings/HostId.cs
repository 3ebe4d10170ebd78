using System.Security.Cryptography;
using System.Text;

namespace WorkerHost.Settings;

/// <summary>
/// Under which the app keeps what it knows in the storage account: the setting that the genuine host reads, otherwise
/// made of the app's name and its task hub, so that two hosts of one app share it and others do not.
/// </summary>
internal static class HostId
{
    private const string Setting = "AzureFunctionsWebHost:hostid";
    private const string HubName = $"{HostConfiguration.Section}:extensions:durableTask:hubName";
    private const int Length = 24;

    public static string Of(FunctionApp app, IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 } set)
        {
            return set;
        }

        var hub = SettingText.Resolve(configuration[HubName] ?? "", configuration);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{app.Name} {hub}")))[..Length];
    }
}
