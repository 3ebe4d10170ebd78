using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KryptonFunctions.Tests.Architecture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Deployment;

/// <summary>What every deployment holds to, read from the compiled template.</summary>
public sealed partial class AzureTemplateTests(AzureTemplate azure)
{
    /// <summary>Roles that the app's identity may have, each on one resource.</summary>
    private static readonly string[] LeastRoles =
    [
        "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", // Storage Blob Data Owner: leases of the host
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88", // Storage Queue Data Contributor
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", // Storage Table Data Contributor
        "4633458b-17de-408a-b874-0445c86b69e6", // Key Vault Secrets User
        "3913510d-42f4-4e42-8a64-420c390055eb", // Monitoring Metrics Publisher
        "0ad04412-c4d5-4796-b79c-f76d14c8d402", // Durable Task Data Contributor
    ];

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("dev.bicepparam")]
    [InlineData("test.bicepparam")]
    [InlineData("prod.bicepparam")]
    public async Task ItCompilesWithoutAWarning(string file)
    {
        var command = file.EndsWith("param", StringComparison.Ordinal) ? "build-params" : "build";

        var (output, warnings) = await AzureTemplate.BicepAsync(command, file, "--stdout");

        warnings.ShouldBeEmpty();
        output.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task NoKeyIsListedAndNoneStandsInIt()
    {
        var text = (await azure.JsonAsync()).ToJsonString();

        KeyListing().Matches(text).Select(match => match.Value).ShouldBeEmpty();
        text.ShouldNotContain("AccountKey=");
        text.ShouldNotContain("SharedAccessSignature");
    }

    [Fact]
    public async Task TheStorageTakesNoKeysAndNothingInClear()
    {
        var account = (await azure.ResourcesAsync("Microsoft.Storage/storageAccounts")).ShouldHaveSingleItem()[
            "properties"
        ]!;

        ((bool)account["allowSharedKeyAccess"]!).ShouldBeFalse();
        ((bool)account["allowBlobPublicAccess"]!).ShouldBeFalse();
        ((bool)account["supportsHttpsTrafficOnly"]!).ShouldBeTrue();
        ((string)account["minimumTlsVersion"]!).ShouldBe("TLS1_2");
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.KeyVault/vaults")]
    [InlineData("Microsoft.DurableTask/schedulers")]
    public async Task WherePrivateNothingAnswersFromOutside(string type)
    {
        var properties = (await azure.ResourcesAsync(type)).ShouldHaveSingleItem()["properties"]!;

        ((string)properties["publicNetworkAccess"]!).ShouldBe("[if(parameters('isPrivate'), 'Disabled', 'Enabled')]");
        var endpoints = (await azure.ResourcesAsync("Microsoft.Network/privateEndpoints")).ShouldHaveSingleItem();
        endpoints["properties"]!["privateLinkServiceConnections"].ShouldNotBeNull();
    }

    [Fact]
    public async Task TheIdentityHasTheLeastRolesEachOnOneResource()
    {
        var grants = await azure.ResourcesAsync("Microsoft.Authorization/roleAssignments");

        grants.ShouldAllBe(grant => grant["scope"] != null);
        grants.ShouldAllBe(grant => (string)grant["properties"]!["principalType"]! == "ServicePrincipal");
        RoleIds()
            .Matches((await azure.JsonAsync()).ToJsonString())
            .Select(match => match.Value)
            .Distinct()
            .ShouldBe(LeastRoles, ignoreOrder: true);
    }

    [Fact]
    public async Task TheAppSignsInAsItselfOverTls()
    {
        var site = (await azure.ResourcesAsync("Microsoft.Web/sites")).ShouldHaveSingleItem();

        ((string)site["identity"]!["type"]!).ShouldBe("UserAssigned");
        ((bool)site["properties"]!["httpsOnly"]!).ShouldBeTrue();
        ((string)site["properties"]!["siteConfig"]!["minTlsVersion"]!).ShouldBe("1.2");
        (
            (string)site["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]!
        ).ShouldBe("UserAssignedIdentity");
    }

    [Fact]
    public async Task TheVaultIsReadByRoleAndCannotBePurged()
    {
        var vault = (await azure.ResourcesAsync("Microsoft.KeyVault/vaults")).ShouldHaveSingleItem()["properties"]!;

        ((bool)vault["enableRbacAuthorization"]!).ShouldBeTrue();
        ((bool)vault["enablePurgeProtection"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task EverythingIsInFrance()
    {
        var template = await azure.JsonAsync();
        template["parameters"]!["location"]!["allowedValues"]!
            .AsArray()
            .Select(region => (string)region!)
            .ShouldBe(["francecentral", "francesouth"]);

        (await azure.ResourcesAsync())
            .Select(resource => (Type: (string)resource["type"]!, Location: (string?)resource["location"]))
            .Where(placed => placed.Location is not (null or "[parameters('location')]"))
            .Where(placed => placed.Location != "global" || !IsOfNoPlace(placed.Type))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryAlertAsksForEventsThatTheAppLogs()
    {
        var asked = EventIds()
            .Matches((await azure.JsonAsync()).ToJsonString())
            .SelectMany(match => Number().Matches(match.Value))
            .Select(match => int.Parse(match.Value))
            .ToList();

        asked.ShouldNotBeEmpty();
        asked.Except(LoggedEvent.All.Select(logged => logged.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ProductionIsPrivateLockedWatchedAndOfRealPatients()
    {
        var (output, _) = await AzureTemplate.BicepAsync("build-params", "prod.bicepparam", "--stdout");
        var parameters = JsonNode.Parse((string)JsonNode.Parse(output)!["parametersJson"]!)!["parameters"]!;

        ((bool)parameters["isPrivate"]!["value"]!).ShouldBeTrue();
        ((bool)parameters["isLocked"]!["value"]!).ShouldBeTrue();
        ((string)parameters["appEnvironment"]!["value"]!).ShouldBe("production");
        ((int)parameters["monthlyBudget"]!["value"]!).ShouldBePositive();
        parameters["mailTo"]!["value"]!.AsArray().ShouldNotBeEmpty();
    }

    /// <summary>Services without a region, which hold no patient's data.</summary>
    private static bool IsOfNoPlace(string type) =>
        type
            is "Microsoft.Insights/actionGroups"
                or "Microsoft.Network/privateDnsZones"
                or "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

    [GeneratedRegex(@"list(?:Keys|AccountSas|ServiceSas|Secrets)\(", RegexOptions.IgnoreCase)]
    private static partial Regex KeyListing();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture)]
    private static partial Regex RoleIds();

    [GeneratedRegex(@"EventId\) (?:in \([0-9, ]+\)|== [0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex EventIds();

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
