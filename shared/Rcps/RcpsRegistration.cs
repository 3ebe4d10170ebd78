using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Steps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Rcps.Timelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps;

/// <summary>Registers the slice: meetings, identities of their pré-fiches, attached studies, repatriation.</summary>
public static class RcpsRegistration
{
    public static IServiceCollection AddRcps(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<PrefetchOptions>()
            .Bind(configuration.GetSection(PrefetchOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrefetchOptions>, PrefetchOptionsValidator>();
        services.AddTable(RcpKeys.Table).AddTable(StudyKeys.Table).AddQueue(ReceiveNotification.Queue);
        services.AddSingleton<RcpStore>().AddSingleton<SearchStore>().AddSingleton<StudyStore>();
        services.AddSingleton(provider => new RepatriationSchedule(
            provider.GetRequiredService<IOptions<PrefetchOptions>>().Value
        ));

        services
            .AddTransient<RcpRequestReader>()
            .AddTransient<PreFichesReader>()
            .AddTransient<SavePreFiche>()
            .AddTransient<AttachStudies>()
            .AddTransient<ListRcps>()
            .AddTransient<CurrentBoard>()
            .AddTransient<PatientCorrection>()
            .AddTransient<SaveRcp>()
            .AddTransient<CancelRcp>()
            .AddTransient<ReadBoard>();
        services
            .AddTransient<OpenPreFiche>()
            .AddTransient<ConflictCheck>()
            .AddTransient<PatientOfContext>()
            .AddTransient<AttachStudy>()
            .AddTransient<DetachStudy>()
            .AddTransient<ListPreFicheStudies>()
            .AddTransient<MeetingStudies>()
            .AddTransient<ReadTimeline>()
            .AddTransient<UnconnectedStructures>();
        services
            .AddTransient<ChooseIdentity>()
            .AddTransient<ChosenIdentityReader>()
            .AddTransient<ChoiceOfUser>()
            .AddTransient<RecordsOfOnePerson>()
            .AddTransient<DetachEarlierStudies>()
            .AddTransient<ListCandidates>()
            .AddTransient<SearchPreFiche>()
            .AddTransient<EndSearch>()
            .AddTransient<SearchBudget>();
        services
            .AddTransient<StartPreFiches>()
            .AddTransient<NotifyRcpInstances>()
            .AddTransient<ReadPreFiche>()
            .AddTransient<ApplyPrefetchRules>();
        services
            .AddTransient<AdvanceRepatriation>()
            .AddTransient<StudyObserver>()
            .AddTransient<StudyOrders>()
            .AddTransient<RepatriationTraces>();
        services
            .AddTransient<ReceiveNotification>()
            .AddHostedService<EagerSingleton<ReceiveNotification>>()
            .AddTransient<FollowReported>()
            .AddTransient<UnknownTasks>()
            .AddTransient<Upkeep>();
        return services.AddNews(configuration);
    }
}
