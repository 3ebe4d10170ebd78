using System.Net;
using Azure.Storage.Queues;
using Shouldly;
using WorkerHost.Tests.Jobs;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Starting;

public sealed class SettingsAndHostJson(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheEnvironmentGoesBeforeHostJson()
    {
        var hub = $"other{Guid.NewGuid():N}"[..20];
        var setup = new HostSetup(azurite.ConnectionString)
        {
            Settings =
            {
                ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = hub,
                ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "1",
                ["AzureFunctionsJobHost__logging__logLevel__Host.Worker"] = "Information",
            },
        };
        await using var host = await HostRun.StartAsync(setup);

        await Letters.SendAsync(azurite.ConnectionString, setup.Letters, "bad", Cancelled);
        var poison = setup.Letters + "-poison";
        await Eventually.GetAsync(() => Letters.FirstAsync(azurite.ConnectionString, poison, Cancelled));

        setup.NotesOf("letters").ShouldBe(["bad 1"]);
        await ThereIsAsync(hub);
        host.Output.ShouldContain(line => line.Contains("info: Host.Worker[110]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASettingBetweenPercentSignsNamesTheTaskHub()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);

        await ThereIsAsync(setup.Settings["TaskHubName"]!);
    }

    [Fact]
    public async Task AFunctionThatTakesTooLongIsCancelled()
    {
        var setup = new HostSetup(azurite.ConnectionString)
        {
            Settings = { ["AzureFunctionsJobHost__functionTimeout"] = "00:00:05" },
        };
        await using var host = await HostRun.StartAsync(setup);

        using var answer = await host.Http.GetAsync("api/wait/too-long", Cancelled);

        answer.StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
        await Eventually.BeTrueAsync(() => setup.NotesOf("too-long").Contains("cancelled"));
    }

    [Fact]
    public async Task TheEnvironmentGoesBeforeTheSettingsFile()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "Values": { "FROM_FILE": "file", "FROM_BOTH": "file" } }""", Cancelled);
        var setup = new HostSetup(azurite.ConnectionString)
        {
            Settings = { ["FROM_BOTH"] = "environment" },
            Arguments = ["--settings", file],
        };
        await using var host = await HostRun.StartAsync(setup);

        (await host.Http.GetStringAsync("api/settings/FROM_FILE", Cancelled)).ShouldBe("GET file");
        (await host.Http.GetStringAsync("api/settings/FROM_BOTH", Cancelled)).ShouldBe("GET environment");
    }

    [Fact]
    public async Task WhatTheWorkerPrintsIsShown()
    {
        var setup = new HostSetup(azurite.ConnectionString)
        {
            Settings = { ["AzureFunctionsJobHost__logging__logLevel__default"] = "Information" },
        };
        await using var host = await HostRun.StartAsync(setup);

        await Eventually.BeTrueAsync(() =>
            host.Output.Any(line => line.Contains("The worker speaks for itself.", StringComparison.Ordinal))
        );
    }

    private async Task ThereIsAsync(string taskHub)
    {
        var queue = new QueueClient(azurite.ConnectionString, $"{taskHub}-workitems");
        await Eventually.GetAsync(async () => await queue.ExistsAsync(Cancelled) ? "there" : null);
    }
}
