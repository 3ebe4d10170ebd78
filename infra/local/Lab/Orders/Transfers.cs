using System.Collections.Concurrent;
using System.Threading.Channels;
using Lab.Archives;
using Microsoft.Extensions.Hosting;

namespace Lab.Orders;

/// <summary>
/// Brings what is ordered, a few studies of a site at a time, and goes on after a restart with what had not ended.
/// </summary>
internal sealed class Transfers(OrderBook orders, LabArchives archives, TimeProvider time) : BackgroundService
{
    private const int AtOnceOfASite = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private readonly Channel<Order> begun = Channel.CreateUnbounded<Order>();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> lanes = new(StringComparer.Ordinal);

    public void Begin(Order order) => begun.Writer.TryWrite(order);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var order in orders.All.Where(order => !order.State.HasEnded))
        {
            Begin(order);
        }

        await foreach (var order in begun.Reader.ReadAllAsync(stoppingToken))
        {
            _ = BringAsync(order, stoppingToken);
        }
    }

    private async Task BringAsync(Order order, CancellationToken stopping)
    {
        ImageArchive? site = null;
        await RepeatAsync(
            async () =>
            {
                site = (await archives.FindAsync(order.StudyUid, stopping))?.Site;
                return true;
            },
            stopping
        );
        if (site is null)
        {
            orders.Change(order, "rejected", "study-unknown");
            return;
        }

        orders.Change(order, "accepted");
        var lane = lanes.GetOrAdd(site.Aet, _ => new SemaphoreSlim(AtOnceOfASite));
        await lane.WaitAsync(stopping);
        try
        {
            var transfer = new Transfer(order, site, archives.Central, orders, time);
            await RepeatAsync(() => transfer.StepAsync(stopping), stopping);
        }
        catch (HttpRequestException)
        {
            // An archive refuses what it is asked: that will not get better by itself.
            orders.Change(order, "failed", "transfer-failed");
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>
    /// Takes a step at each tick until one says that it was the last; an archive that rests is waited for.
    /// </summary>
    private async Task RepeatAsync(Func<Task<bool>> step, CancellationToken stopping)
    {
        using var pace = new PeriodicTimer(Pace, time);
        while (!await TryAsync(step, stopping))
        {
            await pace.WaitForNextTickAsync(stopping);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> step, CancellationToken stopping)
    {
        try
        {
            return await step();
        }
        catch (Exception failure) when (LabArchives.IsAtRest(failure) && !stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
