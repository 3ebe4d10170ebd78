using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class KryptonStudiesTests
{
    private static readonly RecordedIdentifier Ipp = new("1.2.250.1.71.4.2.2.330781196", "0012345", "PI", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, "[]")]
    public async Task NoStudiesAreToldInTwoWays(int status, string body)
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return status == 204 ? Task.CompletedTask : FakeKrypton.Json(http, body, "application/dicom+json");
        });

        (await Listed(krypton, Ipp)).ShouldBeEmpty();
    }

    [Fact]
    public async Task StrangersOfAServerThatPassesOverAConditionAreLeftOut()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Studies(
                http,
                Study("1.1", "0012345", "330781196"),
                Study("1.2", "0099999", "330781196"),
                Study("1.3", "0012345", "640780417")
            )
        );

        (await Listed(krypton, Ipp)).Select(s => s.StudyUid).ShouldBe(["1.1"]);
    }

    [Fact]
    public async Task AnIdentifierWithoutAnAuthorityOrWithAWildcardIsNotAskedFor()
    {
        await using var krypton = await FakeKrypton.StartAsync();

        (
            await Listed(
                krypton,
                Ipp with
                {
                    Authority = null,
                },
                Ipp with
                {
                    Value = "*",
                },
                Ipp with
                {
                    Value = "00?2345",
                }
            )
        ).ShouldBeEmpty();

        krypton.SeenCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task PagesAreReadToTheEndAlsoOfAServerThatGivesTheSameOneForEver()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Studies(http, Study("1.1", "0012345", "330781196"), Study("1.2", "0012345", "330781196"))
        );

        (await Listed(krypton, [("StudyPageSize", 2)], Ipp)).Count.ShouldBe(2);

        krypton
            .SeenCalls.Where(c => c.Path == "/dicomweb/studies")
            .Select(c => c.Query.Split("offset=")[1])
            .ShouldBe(["0", "2"]);
    }

    [Fact]
    public async Task AStudyThatCannotBeToldApartDoesNotEndThePages()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
            krypton.SeenCalls.Count(c => c.Path == "/dicomweb/studies") == 1
                ? Studies(http, Study("no uid", "0012345", "330781196"), Study("1.1", "0012345", "330781196"))
                : Studies(http, Study("1.2", "0012345", "330781196"));

        (await Listed(krypton, [("StudyPageSize", 2)], Ipp)).Select(study => study.StudyUid).ShouldBe(["1.1", "1.2"]);
    }

    [Fact]
    public async Task AvailabilityThatIsNotSaidIsDerivedFromTheCentralServer()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            http.Request.Path.StartsWithSegments("/central")
                ? Studies(
                    http,
                    Study("1.1", "0012345", "330781196", instances: 10),
                    Study("1.2", "0012345", "330781196", instances: 4)
                )
                : Studies(
                    http,
                    Study("1.1", "0012345", "330781196", instances: 10),
                    Study("1.2", "0012345", "330781196", instances: 10),
                    Study("1.3", "0012345", "330781196", instances: 10)
                )
        );

        (await Listed(krypton, Ipp))
            .ToDictionary(s => s.StudyUid, s => s.Availability)
            .ShouldBe(
                new Dictionary<string, StudyAvailability?>
                {
                    ["1.1"] = StudyAvailability.Online,
                    ["1.2"] = StudyAvailability.Nearline,
                    ["1.3"] = StudyAvailability.Nearline,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task AHalfListIsNoList()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.QueryString.Value!.Contains("0099999", StringComparison.Ordinal)
                ? 500
                : 200;
            return Studies(http, Study("1.1", "0012345", "330781196"));
        });

        var answer = await krypton
            .Client<KryptonStudies>()
            .OfPatientAsync([Record(Ipp, Ipp with { Value = "0099999" })], null, Cancel);

        answer.ShouldBe(new QidoAnswer.Unavailable(new KryptonFault("http-500")));
    }

    [Fact]
    public async Task AFilterIsPartOfTheQuery()
    {
        await using var krypton = await FakeKrypton.StartAsync(http => Studies(http));

        await krypton
            .Client<KryptonStudies>()
            .OfPatientAsync([Record(Ipp)], new StudyFilter(new DateOnly(2024, 1, 1), null, "CT"), Cancel);

        krypton.SeenCalls.ShouldHaveSingleItem().Query.ShouldContain("&StudyDate=20240101-&ModalitiesInStudy=CT");
    }

    [Fact]
    public async Task ManyUidsAreAskedForInShortAddresses()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Studies(http, [.. Enumerable.Range(1, 45).Select(i => Study($"1.2.{i}", "0012345", "330781196"))])
        );

        await Listed(krypton, Ipp);

        var central = krypton.SeenCalls.Where(c => c.Path == "/central/dicomweb/studies").ToList();
        central.Select(c => c.Query.Split("offset=")[0]).Distinct().Count().ShouldBe(3);
        central.ShouldAllBe(c => c.Query.Length < 2000);
    }

    private static Task<IReadOnlyList<StudyRecord>> Listed(
        FakeKrypton krypton,
        params RecordedIdentifier[] identifiers
    ) => Listed(krypton, [], identifiers);

    private static async Task<IReadOnlyList<StudyRecord>> Listed(
        FakeKrypton krypton,
        (string, object)[] settings,
        params RecordedIdentifier[] identifiers
    ) =>
        (await krypton.Client<KryptonStudies>(settings).OfPatientAsync([Record(identifiers)], null, Cancel))
            .ShouldBeOfType<QidoAnswer.Listed>()
            .Studies;

    private static PatientRecord Record(params RecordedIdentifier[] identifiers) =>
        new() { Id = "kp-1", Identifiers = identifiers };

    private static Task Studies(HttpContext http, params string[] studies) =>
        FakeKrypton.Json(http, $"[{string.Join(',', studies)}]", "application/dicom+json");

    private static string Study(string uid, string patient, string issuer, int instances = 1) =>
        $$$"""
            {"0020000D":{"Value":["{{{uid}}}"]},"00100020":{"Value":["{{{patient}}}"]},
            "00100021":{"Value":["{{{issuer}}}"]},"00201208":{"Value":[{{{instances}}}]}}
            """;
}
