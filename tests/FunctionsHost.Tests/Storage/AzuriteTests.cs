using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using AzuriteServer;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Storage;

public sealed class AzuriteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatWasWrittenIsThereAgainAfterARestart()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path };
        await using (var first = await Azurite.StartAsync(options, Cancellation))
        {
            var table = Table(first);
            await table.CreateIfNotExistsAsync(Cancellation);
            await table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        }

        await using var second = await Azurite.StartAsync(options, Cancellation);
        (
            await Table(second).GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)
        ).HasValue.ShouldBeTrue();
    }

    [Fact]
    public async Task FreshForgetsWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        await using (
            var first = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder.Path }, Cancellation)
        )
        {
            await Table(first).CreateIfNotExistsAsync(Cancellation);
        }

        await using var second = await Azurite.StartAsync(
            new AzuriteOptions { DataFolder = folder.Path, Fresh = true },
            Cancellation
        );
        var tables = new TableServiceClient(second.ConnectionString).QueryAsync(cancellationToken: Cancellation);
        await foreach (var table in tables)
        {
            table.ShouldBeNull();
        }
    }

    [Fact]
    public async Task APortInUseIsNamed()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var refusal = await Should.ThrowAsync<AzuriteException>(() =>
            Azurite.StartAsync(new AzuriteOptions { TablePort = port, Patience = TimeSpan.Zero }, Cancellation)
        );
        refusal.Problem.ShouldBe(AzuriteProblem.PortInUse);
        refusal.Message.ShouldContain($"{port}");
    }

    [Fact]
    public async Task TwoDoNotShareADataFolder()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path, Patience = TimeSpan.Zero };
        await using var first = await Azurite.StartAsync(options, Cancellation);
        var refusal = await Should.ThrowAsync<AzuriteException>(() => Azurite.StartAsync(options, Cancellation));
        refusal.Problem.ShouldBe(AzuriteProblem.DataInUse);
    }

    [Fact]
    public async Task AFolderWithoutThePackageIsNamed()
    {
        using var folder = new TemporaryFolder();
        var refusal = await Should.ThrowAsync<AzuriteException>(() =>
            Azurite.StartAsync(new AzuriteOptions { PackageFolder = folder.Path }, Cancellation)
        );
        refusal.Problem.ShouldBe(AzuriteProblem.PackageMissing);
    }

    private static TableClient Table(Azurite azurite) => new(azurite.ConnectionString, "Things");
}
