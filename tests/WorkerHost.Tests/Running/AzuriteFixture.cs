using AzuriteServer;
using WorkerHost.Tests.Running;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace WorkerHost.Tests.Running;

/// <summary>One Azurite for all tests; each host takes queues and a hub of its own names.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync();

    public ValueTask DisposeAsync() => azurite!.DisposeAsync();
}
