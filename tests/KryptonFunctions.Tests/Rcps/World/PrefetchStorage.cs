using AzuriteServer;
using KryptonFunctions.Tests.Rcps.World;
using Xunit;

[assembly: AssemblyFixture(typeof(PrefetchStorage))]

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// An Azurite for the worlds with a clock of their own: their queues are nobody else's. Started by the first that asks.
/// </summary>
public sealed class PrefetchStorage : IAsyncLifetime
{
    /// <summary>
    /// The collection of the tests that use it. One world at a time: the timers of another would repair and purge its
    /// RCPs, on a clock and a Krypton of their own.
    /// </summary>
    public const string OneAtATime = "Worlds with a clock of their own";

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
