using Krypton.Access;
using Krypton.Rcps.Attachments;
using Krypton.Rcps.Identities;
using Krypton.Rcps.Meetings;
using Krypton.Rcps.Notifications;
using Krypton.Rcps.Repatriations;
using Krypton.Rcps.Steps;
using Krypton.Rcps.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Krypton.Rcps;

/// <summary>Registers the slice: meetings, identities of their pré-fiches, attached studies, repatriation.</summary>
public static class RcpsRegistration
{
    public static IServiceCollection AddRcps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrefetchOptions>().Bind(configuration.GetSection(PrefetchOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrefetchOptions>, PrefetchOptionsValidator>();
        services.AddTable(RcpKeys.Table).AddTable(StudyKeys.Table).AddQueue(ReceiveNotification.Queue);
        services.AddSingleton<RcpStore>().AddSingleton<SearchStore>().AddSingleton<StudyStore>();
        services.AddSingleton(provider => new Timetable(provider.GetRequiredService<IOptions<PrefetchOptions>>().Value));

        services.AddTransient<RcpRequestReader>().AddTransient<SaveRcp>().AddTransient<CancelRcp>().AddTransient<ReadBoard>();
        services.AddTransient<OpenPreFiche>().AddTransient<AttachStudy>().AddTransient<DetachStudy>().AddTransient<ListPreFicheStudies>();
        services.AddTransient<ChooseIdentity>().AddTransient<ListCandidates>().AddTransient<SearchPreFiche>().AddTransient<EndSearch>();
        services.AddTransient<AdvanceRcp>().AddTransient<TellRcp>().AddTransient<ReadPreFiche>().AddTransient<FetchByRule>();
        services.AddTransient<AdvanceStudy>().AddTransient<StudySightings>().AddTransient<StudyOrders>().AddTransient<RepatriationTraces>();
        services.AddTransient<ReceiveNotification>().AddHostedService<MadeAtStart<ReceiveNotification>>().AddTransient<FollowReported>().AddTransient<UnknownTasks>().AddTransient<Upkeep>();
        return services;
    }
}
