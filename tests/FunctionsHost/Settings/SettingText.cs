using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace FunctionsHost.Settings;

/// <summary>Texts of triggers and of host.json in which <c>%name%</c> stands for a setting.</summary>
internal sealed partial class SettingText(IConfiguration? configuration)
{
    /// <exception cref="HostStartException">A setting that is not there.</exception>
    public string Resolve(string text, string usedBy) =>
        Reference()
            .Replace(
                text,
                m =>
                    Find(m.Groups["name"].Value)
                    ?? throw new HostStartException(
                        $"{usedBy} uses the setting '{m.Groups["name"].Value}', which is not set."
                    )
            );

    /// <summary>As in an environment variable, ':' may be written '__'.</summary>
    public string? Find(string name) =>
        configuration?[name] ?? configuration?[name.Replace("__", ":", StringComparison.Ordinal)];

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
