using System.Net;
using KryptonFunctions.Health;
using KryptonFunctions.Krypton;
using KryptonFunctions.Tests.Traces;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Health;

/// <summary>One look serves many callers, whoever of them leaves.</summary>
[Collection(nameof(TraceStore))]
public sealed class ReadinessTests(TraceStore store)
{
    [Fact]
    public async Task ACallerWhoHangsUpDoesNotMakeTheAppLookBroken()
    {
        using var krypton = new SlowKrypton();
        using var http = new HttpClient(krypton);
        var readiness = new Readiness(
            store.Get<TraceTable>(),
            http,
            Options.Create(new KryptonOptions { FhirBaseUrl = "https://krypton.test/fhir" }),
            store.Time,
            NullLogger<Readiness>.Instance
        );
        using var hangsUp = new CancellationTokenSource();

        var first = readiness.CheckAsync(hangsUp.Token);
        await krypton.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await hangsUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        var second = readiness.CheckAsync(TestContext.Current.CancellationToken);
        krypton.Answers.SetResult();

        (await second).Ready.ShouldBeTrue();
        krypton.Calls.ShouldBe(1);
    }

    /// <summary>A capability statement that is asked for and then waited for.</summary>
    private sealed class SlowKrypton : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Answers { get; } = new();

        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Calls++;
            Asked.TrySetResult();
            await Answers.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
