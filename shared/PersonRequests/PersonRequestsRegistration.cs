using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KryptonFunctions.PersonRequests;

/// <summary>Registers the slice with what it needs of the others; it is no part of the deployed app.</summary>
public static class PersonRequestsRegistration
{
    public static IServiceCollection AddPersonRequests(
        this IServiceCollection services,
        IConfiguration configuration
    ) =>
        services
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddSingleton<RcpStore>()
            .AddSingleton<StudyStore>()
            .AddSingleton<SearchStore>()
            .AddSingleton<ViewerLinkTable>()
            .AddSingleton<AccessesToPerson>()
            .AddSingleton<FindPerson>()
            .AddSingleton<ErasePerson>()
            .AddSingleton<PersonRequestTraces>();
}
