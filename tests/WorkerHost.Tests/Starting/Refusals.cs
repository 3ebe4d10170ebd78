using System.Net;
using System.Net.Sockets;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Starting;

/// <summary>One sentence and an exit code for each reason not to start.</summary>
public sealed class Refusals(AzuriteFixture azurite)
{
    [Fact]
    public async Task UnknownArguments() =>
        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString) { Arguments = ["--colour", "red"] },
            ExitCode.Usage,
            "--colour"
        );

    [Fact]
    public async Task AFolderThatIsNoFunctionApp()
    {
        var folder = Directory.CreateTempSubdirectory("no-app-").FullName;

        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString) { App = folder },
            ExitCode.NoFunctionApp,
            "no published function app"
        );
    }

    [Fact]
    public async Task APortInUse()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString) { Port = port },
            ExitCode.PortInUse,
            $"Port {port} is in use"
        );
    }

    [Fact]
    public async Task AStorageThatDoesNotAnswer()
    {
        const string Gone =
            "DefaultEndpointsProtocol=http;AccountName=gone;AccountKey=Z29uZQ==;"
            + "BlobEndpoint=http://127.0.0.1:9/gone;QueueEndpoint=http://127.0.0.1:9/gone;"
            + "TableEndpoint=http://127.0.0.1:9/gone";

        await ShouldEndAsync(new HostSetup(Gone), ExitCode.NoStorage, "storage at http://127.0.0.1:9");
    }

    [Fact]
    public async Task AMissingStorageSetting() =>
        await ShouldEndAsync(new HostSetup(storage: ""), ExitCode.WorkerDidNotStart, "AzureWebJobsStorage is missing");

    [Fact]
    public async Task ASettingThatTheWorkerRefuses() =>
        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString) { Settings = { ["App__Size"] = "0" } },
            ExitCode.WorkerDidNotStart,
            "App:Size must be above 0."
        );

    [Fact]
    public async Task AScheduleThatIsNone() =>
        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString) { Settings = { ["TickSchedule"] = "sometimes" } },
            ExitCode.NoFunctionApp,
            "The schedule 'sometimes' of Tick"
        );

    [Fact]
    public async Task ATimeOutThatIsNone() =>
        await ShouldEndAsync(
            new HostSetup(azurite.ConnectionString)
            {
                Settings = { ["AzureFunctionsJobHost__functionTimeout"] = "long" },
            },
            ExitCode.NoFunctionApp,
            "functionTimeout 'long'"
        );

    private static async Task ShouldEndAsync(HostSetup setup, ExitCode code, string sentence)
    {
        await using var host = await HostRun.UntilItEndsAsync(setup);

        host.Errors.ShouldContain(sentence);
        host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        host.ExitCode.ShouldBe((int)code);
    }
}
