using System.Reflection;
using KryptonFunctions.Functions;
using KryptonFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class EveryFunctionTests
{
    private static readonly MethodInfo[] All =
    [
        .. typeof(KryptonApp)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    private static readonly MethodInfo[] Http = [.. All.Where(m => Trigger(m) is not null)];

    [Fact]
    public void EveryHttpFunctionSaysWhoMayCallIt() =>
        Http.Where(m =>
                m.GetCustomAttribute<AllowsAttribute>() is null == m.GetCustomAttribute<OpenToAnyoneAttribute>() is null
            )
            .Select(NameOf)
            .ShouldBeEmpty("exactly one of Allows and OpenToAnyone");

    [Fact]
    public void OnlyTheseFunctionsTakeNoToken() =>
        Http.Where(m => m.GetCustomAttribute<OpenToAnyoneAttribute>() is not null)
            .Select(m => Trigger(m)!.Route)
            .ShouldBeSubsetOf([
                "v1/health/live",
                "v1/health/ready",
                "openapi.json",
                "v1/viewer-links/{token}",
                "v1/krypton/notifications",
            ]);

    /// <summary>The host's own keys are not used: whoever may call is decided by the DCC's token.</summary>
    [Fact]
    public void EveryHttpFunctionIsAnonymousToTheHostAndNamesItsRoute() =>
        Http.Select(m => Trigger(m)!)
            .ShouldAllBe(t =>
                t.AuthLevel == AuthorizationLevel.Anonymous
                && t.Route != null
                && t.Methods != null
                && t.Methods.Length == 1
            );

    [Fact]
    public void NamesAndRoutesAreUsedOnce()
    {
        All.Select(NameOf).ShouldBeUnique();
        Http.Select(m => $"{Trigger(m)!.Methods![0]} {Trigger(m)!.Route}").ShouldBeUnique();
    }

    /// <summary>
    /// Everything that a function needs is registered, and no singleton holds what belongs to one call.
    /// </summary>
    [Fact]
    public void EveryFunctionAndMiddlewareCanBeMade()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(TestSettings.Local);
        builder.Services.AddLogging();
        builder.Services.AddKryptonFunctions(builder.Configuration);
        var worker = new MiddlewareList(builder.Services);
        worker.UseKryptonMiddleware();
        List<Type> functions = [.. All.Select(m => m.DeclaringType!).Where(t => !t.IsAbstract).Distinct()];
        functions.ForEach(type => builder.Services.AddScoped(type));
        List<Type> middleware =
        [
            .. builder
                .Services.Select(s => s.ServiceType)
                .Where(t => t.IsAssignableTo(typeof(IFunctionsWorkerMiddleware))),
        ];

        using var services = builder.Services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        using var scope = services.CreateScope();
        middleware.Count.ShouldBe(worker.Count);
        foreach (var type in functions.Concat(middleware))
        {
            scope.ServiceProvider.GetRequiredService(type).ShouldNotBeNull();
        }
    }

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static HttpTriggerAttribute? Trigger(MethodInfo method) =>
        method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null);

    private sealed class MiddlewareList(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
    {
        public IServiceCollection Services => services;

        public int Count { get; private set; }

        public IFunctionsWorkerApplicationBuilder Use(
            Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware
        )
        {
            Count++;
            return this;
        }
    }
}
