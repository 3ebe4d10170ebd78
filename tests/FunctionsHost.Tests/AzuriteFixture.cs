using AzuriteServer;
using FunctionsHost.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FunctionsHost.Tests;

/// <summary>One Azurite for all tests; each takes queues and hubs of its own names.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public static string NewName(string prefix) => $"{prefix}{Guid.NewGuid():N}"[..24];

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync();

    public ValueTask DisposeAsync() => azurite!.DisposeAsync();
}
