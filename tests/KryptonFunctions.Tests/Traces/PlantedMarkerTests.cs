using Azure.Data.Tables;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>Somebody writes the row by which a repeated step is known, to keep the step from its trace.</summary>
[Collection(nameof(TraceStore))]
public sealed class PlantedMarkerTests
{
    private const int Planted = 3036;

    private readonly TraceStore store;

    public PlantedMarkerTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    private string Partition => store.Partition("P");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TraceEntry Listed =>
        TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with
        {
            Patient = "P",
        };

    [Theory]
    [InlineData("t|0000000000000000000|01K000000000000000000000ZZ")]
    [InlineData("head")]
    [InlineData("")]
    [InlineData(null)]
    public async Task AMarkerPlantedBeforehandKeepsNoStepFromItsTrace(string? row)
    {
        const string step = "rcp-1-st-9/order";
        await store.Table.AddEntityAsync(
            new TableEntity(Partition, TraceKeys.StepRow(step))
            {
                ["Row"] = row,
                ["Id"] = "01K000000000000000000000ZZ",
            },
            Token
        );

        var id = await store.WriteAsync(Listed with { StepKey = step });
        var again = await store.WriteAsync(Listed with { StepKey = step });

        again.ShouldBe(id);
        var marker = (
            await store.Table.GetEntityAsync<TableEntity>(Partition, TraceKeys.StepRow(step), null, Token)
        ).Value;
        marker.GetString("Id").ShouldBe(id.Value);
        (await store.VerifyAsync(Partition)).ShouldBeOfType<TraceVerification.Whole>().Count.ShouldBe(1);
        store.Alerts(Planted, Partition).ShouldHaveSingleItem();
    }

    /// <summary>The marker names a true trace, of another step.</summary>
    [Fact]
    public async Task AMarkerThatNamesAnothersTraceIsNotBelieved()
    {
        var other = await store.WriteAsync(Listed with { StepKey = "rcp-1-st-1/order" });
        var row = TraceKeys.Row(store.Time.GetUtcNow(), other);
        await store.Table.AddEntityAsync(
            new TableEntity(Partition, TraceKeys.StepRow("rcp-1-st-2/order")) { ["Row"] = row, ["Id"] = other.Value },
            Token
        );

        (await store.WriteAsync(Listed with { StepKey = "rcp-1-st-2/order" })).ShouldNotBe(other);
    }

    /// <summary>Marker and trace are planted together; the trace says the step's key, but has no seal.</summary>
    [Fact]
    public async Task AMarkerWithAForgedTraceIsNotBelieved()
    {
        const string step = "rcp-1-st-3/order";
        var forged = new Trace(
            new TraceId("01K000000000000000000000ZZ"),
            store.Time.GetUtcNow(),
            Listed with
            {
                StepKey = step,
            }
        );
        var row = TraceKeys.Row(forged.At, forged.Id);
        var json = forged.ToCanonicalJson();
        await store.Table.AddEntityAsync(
            new TableEntity(Partition, row)
            {
                ["Seq"] = 1L,
                ["Hash"] = TraceChain.Empty.Add(json).Hash,
                ["Json"] = json,
            },
            Token
        );
        await store.Table.AddEntityAsync(
            new TableEntity(Partition, TraceKeys.StepRow(step)) { ["Row"] = row, ["Id"] = forged.Id.Value },
            Token
        );

        (await store.WriteAsync(Listed with { StepKey = step })).ShouldNotBe(forged.Id);
        (await store.VerifyAsync(Partition)).ShouldBeOfType<TraceVerification.Broken>();
    }
}
