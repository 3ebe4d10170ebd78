using AzuriteServer;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// An Azurite for worlds with a clock of their own: their queues are nobody else's. Started by the first that asks.
/// </summary>
public sealed class PrefetchStorage : IAsyncLifetime
{
    private readonly Lazy<Task<Azurite>> azurite = new(() => Azurite.StartAsync(new AzuriteOptions()));

    public async Task<string> ConnectionString() => (await azurite.Value).ConnectionString;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated)
        {
            await (await azurite.Value).DisposeAsync();
        }
    }
}
