using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>The settings in the docs, the sample and the deployment are those that the code reads.</summary>
public sealed partial class ConfigurationTests
{
    [Fact]
    public void ThePageOfTheSettingsIsThatOfTheCode()
    {
        if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_CONFIGURATION") == "1")
        {
            File.WriteAllText(ConfigurationPage.FilePath, ConfigurationPage.Make());
        }

        File.ReadAllText(ConfigurationPage.FilePath)
            .ShouldBe(ConfigurationPage.Make(), "run ConfigurationTests with KRYPTON_WRITE_CONFIGURATION=1");
    }

    [Fact]
    public void EverySettingSaysWhatItMeans() =>
        ConfigurationPage
            .Make()
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split(" | ")[1].Length < 10)
            .ShouldBeEmpty();

    [Fact]
    public void WhatSoundsLikeASecretIsMarkedAsOne() =>
        ConfigurationPage
            .Settings.Where(setting => SoundsSecret().IsMatch(setting.Key) && !IsSecret(setting.Value))
            .Select(setting => setting.Key)
            .ShouldBeEmpty("mark it [Secret]");

    [Theory]
    [InlineData("local.settings.sample.json")]
    [InlineData("infra/azure/app.bicep")]
    [InlineData("infra/azure/main.bicep")]
    public void WhatAFileSetsIsReadByTheCode(string file) =>
        Named(file).Except(ConfigurationPage.Settings.Keys).ShouldBeEmpty();

    [Fact]
    public void TheSampleHoldsNoSecret()
    {
        var values = JsonNode.Parse(Read("local.settings.sample.json"))!["Values"]!.AsObject();

        values.Select(value => value.Key).Intersect(Secrets).ShouldBeEmpty();
    }

    [Fact]
    public void EverySecretOfTheDeploymentComesFromTheVaultAndNoneIsForgotten()
    {
        // One that is exchanged has its predecessor beside it for a while; a deployment begins without.
        var begun = Secrets.Where(name => !name.Contains("__Earlier", StringComparison.Ordinal));

        VaultEntries().ShouldBe(begun, ignoreOrder: true);
        Named("infra/azure/main.bicep").Intersect(Secrets).ShouldBeEmpty();
    }

    private static IEnumerable<string> Secrets =>
        ConfigurationPage.Settings.Where(setting => IsSecret(setting.Value)).Select(setting => setting.Key);

    private static bool IsSecret(PropertyInfo property) => property.GetCustomAttribute<SecretAttribute>() is not null;

    /// <summary>Names of settings of our own sections.</summary>
    private static IEnumerable<string> Named(string file) =>
        SettingName()
            .Matches(Read(file))
            .Select(match => match.Value)
            .Where(name =>
                ConfigurationPage.Sections.Any(section =>
                    name.StartsWith(
                        section.Section.Replace(":", "__", StringComparison.Ordinal) + "__",
                        StringComparison.Ordinal
                    )
                )
            )
            .Distinct();

    private static IEnumerable<string> VaultEntries() =>
        VaultEntry().Matches(Read("infra/azure/app.bicep")).Select(match => match.Groups["name"].Value);

    private static string Read(string file) => File.ReadAllText(Path.Combine(SolutionFolder.Path, file));

    [GeneratedRegex("(?:Key|Keys|Secret)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SoundsSecret();

    [GeneratedRegex("[A-Z][A-Za-z]+(?:__[A-Z][A-Za-z0-9]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex SettingName();

    [GeneratedRegex(
        "^  (?<name>[A-Za-z]+__[A-Za-z]+): '[a-z-]+-(?:key|secret)'",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex VaultEntry();
}
