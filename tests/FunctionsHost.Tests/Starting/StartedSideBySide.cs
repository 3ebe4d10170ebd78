using System.Reflection;
using System.Runtime.Loader;
using FunctionsHost.Tests.Http;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Starting;

/// <summary>Hosts of one process that start at the same moment with functions nobody has looked at before.</summary>
public sealed class StartedSideBySide
{
    [Fact]
    public async Task EveryHostBindsItsFunctions()
    {
        for (var round = 0; round < 20; round++)
        {
            // Loaded anew, so that the runtime knows nothing of its methods yet.
            var context = new AssemblyLoadContext(null, isCollectible: true);
            var assembly = context.LoadFromAssemblyPath(typeof(WebFunctions).Assembly.Location);
            using var together = new Barrier(4);
            var bodies = await Task.WhenAll(
                Enumerable
                    .Range(0, together.ParticipantCount)
                    .Select(_ =>
                        Task.Factory.StartNew(
                                () => StartAndAskAsync(assembly, together),
                                TestContext.Current.CancellationToken,
                                TaskCreationOptions.LongRunning,
                                TaskScheduler.Default
                            )
                            .Unwrap()
                    )
            );
            bodies.ShouldAllBe(b => b == "plain text");
            context.Unload();
        }
    }

    private static async Task<string> StartAndAskAsync(Assembly assembly, Barrier together)
    {
        var options = new LocalFunctionsHostOptions
        {
            Assemblies = [assembly],
            Classes = type => type.FullName == typeof(WebFunctions).FullName,
        };
        together.SignalAndWait(TestContext.Current.CancellationToken);
        await using var host = await LocalFunctionsHost.StartAsync(options, TestContext.Current.CancellationToken);
        return await host.CreateClient().GetStringAsync("/api/Plain", TestContext.Current.CancellationToken);
    }
}
