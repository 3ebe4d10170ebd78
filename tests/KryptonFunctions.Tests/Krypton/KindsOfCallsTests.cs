using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// What goes wrong with one kind of calls to Krypton leaves the others alone; no request waits for long.
/// </summary>
public sealed class KindsOfCallsTests
{
    private static readonly PatientQuery Query = new() { Family = ["DUPONT"], BirthDate = ["1954-03-12"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASearchThatFailsStopsNothingElse()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            http.Request.Path.Value!.EndsWith("_search", StringComparison.Ordinal)
                ? Status(http, 503, "")
                : Status(http, 200, """{"resourceType":"Patient","id":"kp-1"}""")
        );
        var patients = krypton.Client<KryptonPatients>(
            ("Retries", 0),
            ("CircuitMinimumCalls", 5),
            ("CircuitBreakSeconds", 600)
        );
        for (var call = 0; call < 6; call++)
        {
            (await patients.SearchAsync(Query, Cancel)).ShouldBeOfType<PatientAnswer.Unavailable>();
        }

        (await patients.ReadAsync("kp-1", Cancel)).ShouldBeOfType<PatientReading.Found>();
    }

    [Fact]
    public async Task SearchesThatHangLeaveRoomForOtherCalls()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            http.Request.Path.Value!.EndsWith("_search", StringComparison.Ordinal)
                ? Task.Delay(Timeout.Infinite, http.RequestAborted)
                : Status(http, 200, """{"resourceType":"Patient","id":"kp-1"}""")
        );
        var patients = krypton.Client<KryptonPatients>(("MaxConcurrentCalls", 4), ("AttemptTimeoutSeconds", 60));
        using var hangs = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var searches = Enumerable.Range(0, 8).Select(_ => patients.SearchAsync(Query, hangs.Token)).ToList();

        (await patients.ReadAsync("kp-1", Cancel)).ShouldBeOfType<PatientReading.Found>();

        await hangs.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Task.WhenAll(searches));
    }

    [Fact]
    public async Task TheDeadlineOfARequestEndsItsCalls()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            Task.Delay(Timeout.Infinite, http.RequestAborted)
        );
        using var deadline = new CancellationTokenSource();
        CurrentCall.EndBy(deadline.Token);
        var call = krypton.Client<KryptonPatients>(("AttemptTimeoutSeconds", 60)).ReadAsync("kp-1", Cancel);
        await deadline.CancelAsync();

        (await call).ShouldBe(new PatientReading.Unavailable(new KryptonFault("timeout")));
    }

    private static Task Status(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return FakeKrypton.Json(http, body);
    }
}
