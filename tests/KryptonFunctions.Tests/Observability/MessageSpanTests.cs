using System.Diagnostics;
using System.Text.Json;
using KryptonFunctions.Observability;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Observability;

/// <summary>Whose trace the handling of a message belongs to.</summary>
public sealed class MessageSpanTests : IDisposable
{
    private const string First = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Second = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private const string NotRecorded = "00-7c3e1a52b04f4d6c9f80d1e2a3b4c5d6-53995c3f42cd8ad8-00";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == KryptonActivities.SourceName,
        Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public MessageSpanTests() => ActivitySource.AddActivityListener(listener);

    [Fact]
    public void ASharedMessageBelongsToItsFirstSenderAndIsLinkedWithTheOthers()
    {
        using var span = KryptonActivities.StartMessage("trace-index", [First, Second]);

        span!.ParentId.ShouldBe(First);
        span.Links.Select(link => link.Context.TraceId.ToHexString()).ShouldContain(Second.Split('-')[1]);
    }

    [Fact]
    public void ASenderWhoIsNotRecordedDoesNotHideWhatIsDoneForTheOthers()
    {
        using var span = KryptonActivities.StartMessage("trace-index", [NotRecorded, First]);

        span!.ParentId.ShouldBe(First);
    }

    [Fact]
    public void OfManySendersTheRecordedOnesAreNamed()
    {
        var others = Enumerable.Range(0, 200).Select(i => $"{NotRecorded[..^5]}{i:x2}-00");

        TracesAnnounced.Few([.. others, First])![0].ShouldBe(First);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no traceparent")]
    public void AMessageWithoutASenderIsHandledAsEver(string? traceparent) =>
        KryptonActivities.StartMessage("dcc-news", [traceparent]).ShouldBeNull();

    [Fact]
    public void MessagesOfTheVersionBeforeAreRead()
    {
        var announced = """{"rows":[],"announcedAt":"2026-11-29T08:00:00+00:00"}""";

        JsonSerializer
            .Deserialize<ChangedRcp>("""{"rcpId":"RCP-1"}""", JsonSerializerOptions.Web)!
            .Traceparent.ShouldBeNull();
        JsonSerializer.Deserialize<TracesAnnounced>(announced, JsonSerializerOptions.Web)!.Traceparents.ShouldBeNull();
    }

    public void Dispose() => listener.Dispose();
}
