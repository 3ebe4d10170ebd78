using Krypton.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Krypton.Traces;

/// <summary>Registers the slice: writing, indexing, forwarding, reading and verifying traces.</summary>
public static class TracesRegistration
{
    public static IServiceCollection AddTraces(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TracesOptions>().Bind(configuration.GetSection(TracesOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TracesOptions>, TracesOptionsValidator>();
        services.AddSingleton<TraceKeys>().AddSingleton<TraceTable>().AddSingleton<TraceQueues>();
        services.AddSingleton(s => new TraceWriter(
            s.GetRequiredService<TraceTable>(), s.GetRequiredService<TraceKeys>(), s.GetRequiredService<TraceQueues>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<TraceWriter>>()));
        return services.AddTable(TraceKeys.Table).AddQueue(TraceQueues.Index).AddQueue(TraceQueues.Forward);
    }
}
