using KryptonFunctions.Access;
using KryptonFunctions.Observability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>Registers the slice: writing, indexing, forwarding, reading and verifying traces.</summary>
public static class TracesRegistration
{
    public static IServiceCollection AddTraces(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TracesOptions>().Bind(configuration.GetSection(TracesOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TracesOptions>, TracesOptionsValidator>();
        services
            .AddSingleton<TraceKeys>()
            .AddHostedService<EagerSingleton<TraceKeys>>()
            .AddSingleton<TraceSeals>()
            .AddHostedService<EagerSingleton<TraceSeals>>()
            .AddSingleton<TraceTable>()
            .AddSingleton<TraceQueues>();
        services.AddSingleton<CallsUnderWay>().AddSingleton<StepDeduplication>().AddSingleton<TraceAnnouncer>();
        services.AddSingleton<TraceAppender>().AddSingleton<TraceWriter>();
        services.AddSingleton<TraceIndexer>().AddTransient<TraceForwarder>().AddSingleton<TracePoison>();
        services.AddSingleton<RetryOfForwarding>();
        services
            .AddSingleton<ChainReader>()
            .AddSingleton<TraceVerifier>()
            .AddSingleton<TouchedChains>()
            .AddSingleton<TraceIndexGaps>()
            .AddSingleton<TraceDigests>();
        services
            .AddSingleton<TraceFinder>()
            .AddSingleton<TraceReader>()
            .AddTransient<TracesOfPerson>()
            .AddSingleton<ActivityReader>();
        services.AddTable(TraceKeys.Table).AddTable(TraceIndexKeys.Table);
        services
            .AddQueue(TraceQueues.Index)
            .AddQueue(TraceQueues.Forward)
            .AddQueue(TraceQueues.IndexPoison)
            .AddQueue(TraceQueues.ForwardPoison);
        return services.AddBlobContainer(TraceDigests.Container);
    }
}
