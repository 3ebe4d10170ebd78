using System.Net;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Kills;
using KryptonMock;
using KryptonMock.Http;
using Shouldly;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>
/// <c>check-platform</c> against the mock with the ways of other platforms: it finds the settings that
/// <c>docs/platforms.md</c> gives, says what will not work, and asks nothing that changes something.
/// </summary>
public sealed class CheckPlatformTests : IAsyncDisposable
{
    private readonly KnownPatient patient = new()
    {
        Studies = [.. Enumerable.Range(0, 5).Select(_ => new KnownStudy())],
    };
    private readonly List<KryptonMockServer> mocks = [];

    [Theory]
    [InlineData("own", "Oid", "20", "entity:identifier")]
    [InlineData("dcm4chee", "Qualifier", "20", "entity:identifier")]
    [InlineData("orthanc", "Finess", "20", "entity:identifier")]
    [InlineData("azure", "None", "1", "entity:identifier")]
    public async Task TheSettingsOfEachKindOfPlatformAreFound(string kind, string issuer, string uids, string audit)
    {
        var report = await Check(settings => PlatformLikeness.Of(kind, settings)!);

        report.Code.ShouldBe(0, report.Text);
        report.Setting("SendIssuerAs").ShouldBe(issuer);
        report.Setting("UidsPerQuery").ShouldBe(uids);
        report.Setting("AuditSearchParameter").ShouldBe(audit);
        report.Setting("StudyPageSize").ShouldBe("200");
        report.Setting("PatientSearchByPost").ShouldBe("true");
        report.Setting("Search__OrLists").ShouldBe("true");
        report.Setting("Search__NameMatching").ShouldBe("Prefix");
        report.Setting("IssuerNames").ShouldBe(kind == "dcm4chee" ? $"IPP-330781196={Oid}" : null);
        report.Text.ShouldContain("5 shown, 0 in doubt and marked; complete.");
    }

    [Theory]
    [InlineData(IssuerFiling.Oid, "Oid")]
    [InlineData(IssuerFiling.Finess, "Finess")]
    [InlineData(IssuerFiling.Name, "Name")]
    [InlineData(IssuerFiling.Qualifier, "Qualifier")]
    [InlineData(IssuerFiling.Absent, "None")]
    public async Task TheIssuerIsFoundInTheFormInWhichItIsFiled(IssuerFiling filed, string expected)
    {
        var report = await Check(settings => settings with { Qido = new() { Issuer = filed } });

        report.Code.ShouldBe(0, report.Text);
        report.Setting("SendIssuerAs").ShouldBe(expected);
    }

    [Fact]
    public async Task ADroppedIssuerIsNotTakenForOneThatIsFound()
    {
        var report = await Check(settings =>
            settings with
            {
                Qido = new() { DroppedConditions = ["IssuerOfPatientID"] },
            }
        );

        report.Setting("SendIssuerAs").ShouldBe("None");
        report.Text.ShouldContain("IssuerOfPatientID is passed over");
    }

    [Theory]
    [MemberData(nameof(PlatformWays.All), MemberType = typeof(PlatformWays), DisableDiscoveryEnumeration = true)]
    public async Task WhatAPlatformDoesOtherwiseIsSaid(string way, MockSettings settings, int code, string said)
    {
        var report = await Check(_ => settings);

        report.Text.ShouldContain(said, customMessage: way);
        report.Code.ShouldBe(code, report.Text);
    }

    [Fact]
    public async Task WithoutAPatientTheRestIsOpenAndNothingIsAskedOfStrangers()
    {
        var mock = await Mock(settings => settings);
        var report = await CheckedPlatform.Of(mock.BaseAddress);

        report.Code.ShouldBe(0, report.Text);
        report.Text.ShouldContain("give --patient");
        report.Setting("SendIssuerAs").ShouldBeNull();
    }

    [Fact]
    public async Task ADeadAddressAWebPageAndAWrongPathAreToldApart()
    {
        var dead = await CheckedPlatform.Of(new Uri($"http://127.0.0.1:{RunnerProcess.FreePorts()}"));
        dead.Code.ShouldBe(6, dead.Text);
        dead.Text.ShouldContain("Nobody answers");

        using var web = WireMockServer.Start();
        web.Given(Request.Create().WithPath("/*"))
            .RespondWith(
                Response
                    .Create()
                    .WithStatusCode(HttpStatusCode.OK)
                    .WithHeader("Content-Type", "text/html")
                    .WithBody("<h1>Portail</h1>")
            );
        var page = await CheckedPlatform.Of(new Uri(web.Url!));
        page.Code.ShouldBe(1, page.Text);
        page.Text.ShouldContain("may be a web page");

        var mock = await Mock(settings => settings);
        var wrong = await CheckedPlatform.Of(new Uri(mock.BaseAddress, "/pacs/"));
        wrong.Code.ShouldBe(1, wrong.Text);
        wrong.Text.ShouldContain("nothing at this address (404). Is Krypton__FhirBaseUrl right?");
        wrong.Text.ShouldContain("Is Krypton__DicomWebBaseUrl right?");
    }

    [Fact]
    public async Task TheVerbPrintsLinesAndEndsWithTheCode()
    {
        var mock = await Mock(settings => PlatformLikeness.Of("dcm4chee", settings)!);
        var run = await RunnerOnce.Run(
            new Dictionary<string, string>(),
            [
                "check-platform",
                "--base-address",
                mock.BaseAddress.ToString(),
                "--patient",
                $"urn:oid:{Oid}|{patient.Ipp}",
            ]
        );

        run.Complained.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Said.Split('\n').ShouldContain("Krypton__SendIssuerAs=Qualifier");
        run.Said.ShouldContain("note  pages: Warning: 299");
    }

    [Fact]
    public async Task AMissingSettingIsNamed()
    {
        var run = await RunnerOnce.Run(new Dictionary<string, string>(), "check-platform");

        run.ShouldHaveSaid(5, "Give it in the environment, or --base-address.");
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1.2.250.1.71|12*")]
    [InlineData("1.2.250.1.71|1,2")]
    public async Task APatientThatCannotBeAskedForIsRefusedWithoutRepeatingIt(string given)
    {
        var run = await RunnerOnce.Run(new Dictionary<string, string>(), "check-platform", "--patient", given);

        run.ExitCode.ShouldBe(2);
        run.Complained.ShouldStartWith("--patient wants 'OID|number'.");
        run.Complained.ShouldNotContain(given);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var mock in mocks)
        {
            await mock.DisposeAsync();
        }
    }

    private static string Oid => "1.2.250.1.71.4.2.2.330781196";

    private async Task<CheckedPlatform> Check(Func<MockSettings, MockSettings> settings)
    {
        var mock = await Mock(settings);
        var report = await CheckedPlatform.Of(mock.BaseAddress, $"{Oid}|{patient.Ipp}");

        // It orders nothing, writes nothing, and nothing of the patient is printed.
        CallType[] harmless =
        [
            CallType.Token,
            CallType.Metadata,
            CallType.Organizations,
            CallType.PatientSearch,
            CallType.Studies,
            CallType.CentralStudies,
            CallType.Instances,
            CallType.CentralInstances,
        ];
        mock.RequestCounts.Where(pair => pair.Value > 0).Select(pair => pair.Key).ShouldBeSubsetOf(harmless);
        patient.Secrets.ShouldAllBe(secret => !report.Text.Contains(secret));
        return report;
    }

    private async Task<KryptonMockServer> Mock(Func<MockSettings, MockSettings> settings)
    {
        var mock = await KryptonMockServer.StartAsync(
            new() { Resources = patient.Resources(), Settings = settings(new()) },
            TestContext.Current.CancellationToken
        );
        mocks.Add(mock);
        return mock;
    }
}
