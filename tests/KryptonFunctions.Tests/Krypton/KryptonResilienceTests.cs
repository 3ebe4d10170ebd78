using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class KryptonResilienceTests
{
    private const string EmptyBundle = """{"resourceType":"Bundle","type":"searchset","total":0}""";
    private static readonly PatientQuery Query = new() { Family = ["DUPONT"], BirthDate = ["1954-03-12"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASearchByPostIsRepeatedAfterABadMoment()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http => Status(http, krypton.SeenCalls.Count() < 3 ? 503 : 200, EmptyBundle);

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBeOfType<PatientAnswer.Page>();

        krypton
            .SeenCalls.Select(c => (c.Method, c.Path, c.Body))
            .Distinct()
            .ShouldHaveSingleItem()
            .Body.ShouldContain("family=DUPONT");
        krypton.SeenCalls.Count().ShouldBe(3);
    }

    [Fact]
    public async Task AnOrderIsRepeatedSinceItCarriesItsKey()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
            Status(
                http,
                krypton.SeenCalls.Count() == 1 ? 500 : 201,
                """{"resourceType":"Task","id":"t-1","status":"requested","intent":"order"}"""
            );

        (
            await krypton.Client<KryptonRepatriations>().OrderAsync(Order(), Cancel)
        ).ShouldBeOfType<OrderAnswer.Ordered>();

        krypton.SeenCalls.ShouldAllBe(c =>
            c.Headers["If-None-Exist"] == "identifier=https://krypton-dcc/repatriation-key|RCP-1:1.2.3"
        );
        krypton.SeenCalls.Count().ShouldBe(2);
    }

    [Fact]
    public async Task AChangeIsNotRepeated()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Status(
                http,
                http.Request.Method == "PUT" ? 503 : 200,
                """{"resourceType":"Task","id":"t-1","meta":{"versionId":"1"},"status":"requested","intent":"order"}"""
            )
        );

        (await krypton.Client<KryptonRepatriations>().CancelAsync("t-1", Cancel)).ShouldBe(
            new RepatriationAnswer.Unavailable(new KryptonFault("http-503"))
        );

        krypton.SeenCalls.Count(c => c.Method == "PUT").ShouldBe(1);
    }

    [Fact]
    public async Task AShortRetryAfterIsWaitedFor()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
        {
            http.Response.Headers.RetryAfter = "1";
            return Status(http, krypton.SeenCalls.Count() == 1 ? 429 : 200, EmptyBundle);
        };

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBeOfType<PatientAnswer.Page>();
    }

    [Fact]
    public async Task ALongRetryAfterIsToldInsteadOfWaitedFor()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = "60";
            return Status(http, 429, "");
        });

        var answer = await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel);

        answer.ShouldBe(
            new PatientAnswer.Unavailable(new KryptonFault("throttled", RetryAfter: TimeSpan.FromSeconds(60)))
        );
        krypton.SeenCalls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnOpenCircuitRefusesWithoutACall()
    {
        await using var krypton = await FakeKrypton.StartAsync(http => Status(http, 503, ""));
        var patients = krypton.Client<KryptonPatients>(
            ("Retries", 0),
            ("CircuitMinimumCalls", 5),
            ("CircuitBreakSeconds", 600)
        );
        for (var call = 0; call < 5; call++)
        {
            (await patients.SearchAsync(Query, Cancel)).ShouldBe(
                new PatientAnswer.Unavailable(new KryptonFault("http-503"))
            );
        }

        (await patients.SearchAsync(Query, Cancel)).ShouldBe(
            new PatientAnswer.Unavailable(new KryptonFault("circuit-open"))
        );

        krypton.SeenCalls.Count().ShouldBe(5);
    }

    [Fact]
    public async Task NoMoreCallsRunAtOnceThanAllowed()
    {
        var (running, most) = (0, 0);
        await using var krypton = await FakeKrypton.StartAsync(async http =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            await FakeKrypton.Json(http, EmptyBundle);
            Interlocked.Decrement(ref running);
        });
        var patients = krypton.Client<KryptonPatients>(("MaxConcurrentCalls", 3));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => patients.SearchAsync(Query, Cancel)));

        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task CallsBeyondTheQueueAreRefusedAsBusy()
    {
        var release = new TaskCompletionSource();
        await using var krypton = await FakeKrypton.StartAsync(async http =>
        {
            await release.Task;
            await FakeKrypton.Json(http, EmptyBundle);
        });
        var patients = krypton.Client<KryptonPatients>(("MaxConcurrentCalls", 1), ("MaxQueuedCalls", 1));
        var calls = Enumerable.Range(0, 3).Select(_ => patients.SearchAsync(Query, Cancel)).ToList();

        (await await Task.WhenAny(calls)).ShouldBe(new PatientAnswer.Unavailable(new KryptonFault("busy")));

        release.SetResult();
        (await Task.WhenAll(calls)).OfType<PatientAnswer.Page>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task SilenceEndsInATimeOut()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Task.Delay(Timeout.Infinite, http.RequestAborted)
        );

        var answer = await krypton
            .Client<KryptonPatients>(("AttemptTimeoutSeconds", 0.05), ("Retries", 0))
            .SearchAsync(Query, Cancel);

        answer.ShouldBe(new PatientAnswer.Unavailable(new KryptonFault("timeout")));
    }

    [Fact]
    public async Task ABodyThatNeverEndsRunsIntoTheTotalTimeOut()
    {
        await using var krypton = await FakeKrypton.StartAsync(async http =>
        {
            await FakeKrypton.Json(http, "{");
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var answer = await krypton.Client<KryptonPatients>(("TotalTimeoutSeconds", 0.2)).SearchAsync(Query, Cancel);

        answer.ShouldBe(new PatientAnswer.Unavailable(new KryptonFault("timeout")));
    }

    [Fact]
    public async Task TheCallersOwnCancellationIsThrown()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Task.Delay(Timeout.Infinite, http.RequestAborted)
        );
        using var deadline = new CancellationTokenSource();
        var call = krypton.Client<KryptonPatients>().SearchAsync(Query, deadline.Token);
        deadline.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    private static RepatriationOrder Order()
    {
        StudyUid.TryParse("1.2.3", out var uid).ShouldBeTrue();
        return new RepatriationOrder(
            "RCP-1:1.2.3",
            "RCP-1",
            uid,
            "kp-1",
            "810001234567",
            DateTimeOffset.UtcNow.AddDays(1)
        );
    }

    private static Task Status(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return FakeKrypton.Json(http, body);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = most)
        { }
    }
}
