using System.Diagnostics;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class FaultTests
{
    private const string Search = "/fhir/Patient?family=DUPONT&birthdate=1954-03-12";

    private static readonly KryptonMockOptions One = new()
    {
        Resources =
        [
            Records.Patient("a", "DUPONT", "ANNE"),
            Records.Study("1.2.3.1", "a"),
            Records.Study("1.2.3.2", "a"),
        ],
    };

    [Fact]
    public async Task AFaultStrikesItsCallAsOftenAsSet()
    {
        await using var mock = await MockFixture.StartAsync(One);
        await mock.AdminAsync(
            HttpMethod.Post,
            "faults",
            new
            {
                kind = "status",
                call = "patientSearch",
                status = 429,
                retryAfterSeconds = 7,
                times = 1,
            }
        );
        (await mock.GetAsync("/fhir/Organization")).Status.ShouldBe(200);
        var struck = await mock.GetAsync(Search);
        struck.Status.ShouldBe(429);
        struck.Headers["Retry-After"].ShouldBe("7");
        (await mock.GetAsync(Search)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task AFaultOfOneStudyLeavesTheOthersAlone()
    {
        await using var mock = await MockFixture.StartAsync(One);
        var fault = await mock.AdminAsync(HttpMethod.Post, "faults", new { kind = "status", studyUid = "1.2.3.1" });
        (await mock.GetAsync("/dicomweb/studies?StudyInstanceUID=1.2.3.1")).Status.ShouldBe(503);
        (await mock.GetAsync("/dicomweb/studies?StudyInstanceUID=1.2.3.2")).Status.ShouldBe(200);
        await mock.AdminAsync(HttpMethod.Delete, $"faults/{fault.Json["id"]}");
        (await mock.GetAsync("/dicomweb/studies?StudyInstanceUID=1.2.3.1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task AnswersCanBeSpoilt()
    {
        await using var mock = await MockFixture.StartAsync(One);
        Should.Throw<System.Text.Json.JsonException>(() => Spoilt("brokenJson").Result.Json);
        (await Spoilt("wrongContentType")).ContentType.ShouldBe("text/html");
        (await Spoilt("oversized")).Text.Length.ShouldBeGreaterThan(5 * 1024 * 1024);
        (await Spoilt("foreignNextLink")).Link("next")!.ShouldStartWith("https://elsewhere.example/");
        (await Spoilt("cyclicNextLink")).Link("next")!.ShouldEndWith(Search);

        async Task<MockReply> Spoilt(string kind)
        {
            await mock.AdminAsync(HttpMethod.Delete, "faults");
            await mock.AdminAsync(HttpMethod.Post, "faults", new { kind });
            return await mock.GetAsync(Search);
        }
    }

    [Fact]
    public async Task AnAnswerCanBeLateOrNeverCome()
    {
        await using var mock = await MockFixture.StartAsync(One);
        await mock.AdminAsync(
            HttpMethod.Post,
            "faults",
            new
            {
                kind = "latency",
                milliseconds = 300,
                times = 1,
            }
        );
        var start = Stopwatch.GetTimestamp();
        (await mock.GetAsync(Search)).Status.ShouldBe(200);
        Stopwatch.GetElapsedTime(start).TotalMilliseconds.ShouldBeGreaterThan(290);

        await mock.AdminAsync(HttpMethod.Post, "faults", new { kind = "timeOut" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => mock.Http.GetAsync(Search, patience.Token));
    }

    [Fact]
    public async Task OverTheRateIs429()
    {
        await using var mock = await MockFixture.StartAsync(One with { Settings = new() { CallsPerSecond = 2 } });
        int[] statuses =
        [
            (await mock.GetAsync(Search)).Status,
            (await mock.GetAsync(Search)).Status,
            (await mock.GetAsync(Search)).Status,
        ];
        statuses.ShouldBe([200, 200, 429]);
        mock.Clock.Advance(TimeSpan.FromSeconds(1));
        (await mock.GetAsync(Search)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task AnUnknownFieldOfAFaultIsRefused()
    {
        await using var mock = await MockFixture.StartAsync(One);
        (await mock.AdminAsync(HttpMethod.Post, "faults", new { kind = "status", cal = "order" })).Status.ShouldBe(400);
    }
}
