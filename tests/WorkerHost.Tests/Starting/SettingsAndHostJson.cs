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
        var setup = new HostSetup(azurite.ConnectionString)
        {
            Settings =
            {
                ["AzureFunctionsJobHost__extensions__http__routePrefix"] = "v2",
                ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "1",
            },
        };
        await using var host = await HostRun.StartAsync(setup);

        await host.Http.GetStringAsync("v2/shout", Cancelled);
        await Letters.SendAsync(azurite.ConnectionString, setup.Letters, "bad", Cancelled);
        await Eventually.GetAsync(() => Letters.FirstAsync(azurite.ConnectionString, setup.Letters + "-poison", Cancelled));

        setup.NotesOf("letters").ShouldBe(["bad 1"]);
        using var old = await host.Http.GetAsync("api/shout", Cancelled);
        old.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ASettingBetweenPercentSignsNamesTheTaskHub()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);

        var queue = new QueueClient(azurite.ConnectionString, $"{setup.Settings["TaskHubName"]}-workitems");

        await Eventually.GetAsync(async () => await queue.ExistsAsync(Cancelled) ? "there" : null);
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
            host.Output.Any(line => line.Contains("The worker speaks for itself.", StringComparison.Ordinal)));
    }
}
