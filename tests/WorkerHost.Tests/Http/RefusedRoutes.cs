using Microsoft.Extensions.Configuration;
using Shouldly;
using WorkerHost.Http;
using WorkerHost.Rpc.Messages;
using WorkerHost.Workers;
using Xunit;

namespace WorkerHost.Tests.Http;

public sealed class RefusedRoutes
{
    [Theory]
    [InlineData("admin/things")]
    [InlineData("/Admin/things")]
    public async Task ARouteOfTheHostIsRefusedInOneSentence(string route)
    {
        var metadata = new RpcFunctionMetadata { Name = "Things" };
        metadata.RawBindings.Add(
            $$"""{ "name": "request", "type": "httpTrigger", "direction": "In", "route": "{{route}}" }"""
        );
        var configuration = new ConfigurationBuilder().Build();
        await using var web = FunctionWeb.Build(port: 7071);

        var refused = Should.Throw<HostException>(() =>
            FunctionWeb.Map(web, [new WorkerFunction(metadata)], configuration, host: null!)
        );

        refused.Code.ShouldBe(ExitCode.NoFunctionApp);
        refused.Message.ShouldContain("begins with 'admin/'");
    }
}
