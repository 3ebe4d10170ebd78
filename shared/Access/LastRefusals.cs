using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KryptonFunctions.Access;

/// <summary>
/// What was refused and only counted is traced when the app stops. It asks for the counting then, since hosted services
/// are made before the settings are validated, and what they need must not speak first.
/// </summary>
internal sealed class LastRefusals(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<RepeatedRefusals>().EndAsync();
}
