using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KryptonFunctions.Access;

/// <summary>
/// Makes a service when the app starts, so that a key that it cannot read fails the start with the setting's name, and
/// not the first call that needs it.
/// </summary>
internal sealed class EagerSingleton<T>(IServiceProvider services) : IHostedService
    where T : notnull
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<T>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
