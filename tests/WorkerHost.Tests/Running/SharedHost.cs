using Xunit;

namespace WorkerHost.Tests.Running;

/// <summary>One host for the tests of a class that leave it as it was.</summary>
public sealed class SharedHost(AzuriteFixture azurite) : IAsyncLifetime
{
    internal HostRun Run { get; private set; } = null!;

    internal HostSetup Setup => Run.Setup;

    internal HttpClient Http => Run.Http;

    public async ValueTask InitializeAsync() => Run = await HostRun.StartAsync(new HostSetup(azurite.ConnectionString));

    public ValueTask DisposeAsync() => Run.DisposeAsync();
}
