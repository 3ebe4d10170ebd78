using System.Globalization;
using System.Web;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// All pages of a list, of servers with page caps of their own; and whether it is said that some is missing.
/// </summary>
public sealed class QidoPagesTests
{
    private static readonly RecordedIdentifier Ipp = new("1.2.250.1.71.4.2.2.330781196", "0012345", "PI", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(250, 100)]
    [InlineData(150, 1)]
    [InlineData(200, 200)]
    [InlineData(7, 3)]
    public async Task AServerThatGivesLessThanItIsAskedForIsReadToTheEnd(int studies, int cap)
    {
        await using var krypton = await FakeKrypton.StartAsync(http => Page(http, studies, cap));

        var listed = await List(krypton);

        listed.Studies.Count.ShouldBe(studies);
        listed.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task WhatTheServerSaysIsLeftIsSaid()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.Headers.Append(
                "Warning",
                "299 archive: There are 150 additional results that can be requested"
            );
            return Page(http, Math.Min(100, Offset(http) + 100), cap: 100);
        });

        var listed = await List(krypton);

        listed.Studies.Count.ShouldBe(100);
        listed.Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task AWarningOnAPageThatIsNotTheLastIsNoLoss()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            if (Offset(http) + 100 < 250)
            {
                http.Response.Headers.Append(
                    "Warning",
                    "299 arc:8080 \"There are 50 additional results that can be requested\""
                );
            }

            return Page(http, 250, cap: 100);
        });

        (await List(krypton)).ShouldSatisfyAllConditions(
            list => list.Studies.Count.ShouldBe(250),
            list => list.Complete.ShouldBeTrue()
        );
    }

    [Fact]
    public async Task ThatNamesAreNotMatchedFuzzilyIsNoLoss()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.Headers.Append("Warning", "299 s: The fuzzymatching parameter is not supported.");
            return Page(http, 5, cap: 100);
        });

        (await List(krypton)).Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task AServerThatKnowsNoPagesCannotBeSaidToHaveGivenAll()
    {
        await using var krypton = await FakeKrypton.StartAsync(http => Page(http, 100, cap: 100, offset: 0));

        var listed = await List(krypton);

        listed.Studies.Count.ShouldBe(100);
        listed.Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task ANumberThatIsNotGivenIsCounted()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            http.Request.Path.Value!.EndsWith("/instances", StringComparison.Ordinal)
                ? Page(http, 120, cap: 50, tag: "00080018")
                : Page(http, 1, cap: 1)
        );

        var held = await OnCentral(krypton);

        held.ShouldBeOfType<QidoAnswer.Listed>().Studies.ShouldHaveSingleItem().Instances.ShouldBe(120);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public async Task ANumberThatCannotBeCountedIsUnknown(int status)
    {
        await using var krypton = await FakeKrypton.StartAsync(http => InstancesAnswer(http, status));

        var held = await OnCentral(krypton);

        held.ShouldBeOfType<QidoAnswer.Listed>().Studies.ShouldHaveSingleItem().Instances.ShouldBeNull();
    }

    [Fact]
    public async Task AServerThatIsDownWhileItIsCountedIsDown()
    {
        await using var krypton = await FakeKrypton.StartAsync(http => InstancesAnswer(http, 503));

        (await OnCentral(krypton)).ShouldBe(new QidoAnswer.Unavailable(new KryptonFault("http-503")));
    }

    private static Task InstancesAnswer(HttpContext http, int status)
    {
        if (!http.Request.Path.Value!.EndsWith("/instances", StringComparison.Ordinal))
        {
            return Page(http, 1, cap: 1);
        }

        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task<QidoAnswer> OnCentral(FakeKrypton krypton)
    {
        StudyUid.TryParse("1.2.0", out var uid).ShouldBeTrue();
        return krypton.Client<KryptonStudies>().OnCentralAsync(uid, Cancel);
    }

    private static async Task<QidoAnswer.Listed> List(FakeKrypton krypton) =>
        (
            await krypton
                .Client<KryptonStudies>()
                .OfPatientAsync([new PatientRecord { Id = "kp-1", Identifiers = [Ipp] }], null, Cancel)
        ).ShouldBeOfType<QidoAnswer.Listed>();

    private static int Offset(HttpContext http) =>
        int.Parse(
            HttpUtility.ParseQueryString(http.Request.QueryString.Value!)["offset"]!,
            CultureInfo.InvariantCulture
        );

    private static Task Page(HttpContext http, int all, int cap, int? offset = null, string tag = "0020000D")
    {
        var first = offset ?? Offset(http);
        var items = Enumerable
            .Range(first, Math.Max(0, Math.Min(cap, all - first)))
            .Select(i =>
                $$$"""
                    {"{{{tag}}}":{"Value":["1.2.{{{i}}}"]},"00100020":{"Value":["0012345"]},
                    "00100021":{"Value":["330781196"]},"00080056":{"Value":["ONLINE"]}}
                    """
            );
        return FakeKrypton.Json(http, $"[{string.Join(',', items)}]", "application/dicom+json");
    }
}
