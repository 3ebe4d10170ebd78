using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using AzuriteServer;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Tests.Access;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>
/// The traces on a storage of their own (Azurite). Each test lives in a month of its own, so that it has the partitions
/// without patient to itself.
/// </summary>
public sealed class TraceStore : IAsyncLifetime
{
    private Azurite? azurite;
    private ServiceProvider? services;

    /// <summary>Set by each test with <see cref="NewMonth"/>.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static Caller Doctor { get; } =
        new(
            "dr.martin@chu",
            "810001234567",
            "Dr MARTIN",
            "10",
            "330781196",
            "TREAT",
            new HashSet<string> { Roles.Care },
            CareOf.From(["RCP-1"], [])
        );

    public static Caller Auditor { get; } =
        Doctor with
        {
            User = "auditor",
            Roles = new HashSet<string> { Roles.Auditor },
        };

    public async ValueTask InitializeAsync()
    {
        azurite = await Azurite.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        services = Make(azurite.ConnectionString);
        foreach (var setup in services.GetServices<IHostedService>())
        {
            await setup.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    /// <summary>The critical lines of that event that name what a test has to itself.</summary>
    public IEnumerable<string> Alerts(int eventId, string about) => Alerts(services!, eventId, about);

    /// <summary>The same, of another instance.</summary>
    public static IEnumerable<string> Alerts(IServiceProvider instance, int eventId, string about) =>
        instance
            .GetRequiredService<FakeLogCollector>()
            .GetSnapshot()
            .Where(l =>
                l.Level == LogLevel.Critical
                && l.Id.Id == eventId
                && l.Message.Contains(about, StringComparison.Ordinal)
            )
            .Select(l => l.Message);

    /// <summary>Another instance of the app on the same storage.</summary>
    /// <param name="settings">Of its own.</param>
    public ServiceProvider AnotherInstance(params (string Name, string Value)[] settings) =>
        Make(azurite!.ConnectionString, settings);

    /// <summary>An instance whose storage is not there.</summary>
    public ServiceProvider WithoutStorage() =>
        Make(
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;"
                + "BlobEndpoint=http://127.0.0.1:9/x;QueueEndpoint=http://127.0.0.1:9/x;"
                + "TableEndpoint=http://127.0.0.1:9/x;"
        );

    public void NewMonth() =>
        Time.SetUtcNow(
            new DateTimeOffset(Time.GetUtcNow().Year, Time.GetUtcNow().Month, 10, 8, 0, 0, TimeSpan.Zero).AddMonths(1)
        );

    public string Partition(string? patient = null) => Get<TraceKeys>().Partition(patient, Time.GetUtcNow());

    public async Task<TraceId> WriteAsync(TraceEntry entry) =>
        await Get<TraceWriter>().WriteAsync(entry, TestContext.Current.CancellationToken) is Outcome<TraceId>.Ok(var id)
            ? id
            : throw new InvalidOperationException("Not written.");

    /// <summary>Five traces of a patient, a second apart; their rows, oldest first.</summary>
    public async Task<List<TableEntity>> FiveTracesAsync(string patient)
    {
        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(TraceEntry.By(Doctor, TraceAction.StudiesListed) with { Patient = patient });
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var partition = Partition(patient);
        var rows = await Table.QueryAsync<TableEntity>(e => e.PartitionKey == partition).ToListAsync();
        return [.. rows.Where(r => r.RowKey != TraceKeys.HeadRow).OrderBy(r => r.GetInt64("Seq"))];
    }

    public string ConnectionString => azurite!.ConnectionString;

    /// <summary>The day ends, and the timer comes.</summary>
    public async Task NightAsync()
    {
        await IndexAsync();
        Time.Advance(TimeSpan.FromDays(1));
        await Get<TraceDigests>()
            .CatchUpAsync(
                DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(-1),
                TestContext.Current.CancellationToken
            );
    }

    /// <summary>The lines of a day's digest.</summary>
    public async Task<string[]> DigestAsync(DateOnly day)
    {
        var blob = Get<BlobServiceClient>()
            .GetBlobContainerClient(TraceDigests.Container)
            .GetBlobClient($"{day:yyyy/MM/dd}.txt");
        return (await blob.DownloadContentAsync(TestContext.Current.CancellationToken))
            .Value.Content.ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What an auditor reads page by page, without the traces of the reading.</summary>
    /// <param name="query">The question, by the cursor of its page.</param>
    public async Task<List<TraceId>> AllPagesAsync(Func<string?, TraceQuery> query)
    {
        var (ids, cursor) = (new List<TraceId>(), (string?)null);
        do
        {
            var page = (
                await Get<TraceReader>().ReadAsync(Auditor, query(cursor), TestContext.Current.CancellationToken)
            )
                .ShouldBeOfType<Outcome<TracePage>.Ok>()
                .Value;
            ids.AddRange(page.Traces.Where(t => t.Entry.Action != TraceAction.TracesRead).Select(t => t.Id));
            cursor = page.NextCursor;
        } while (cursor is not null);
        return ids;
    }

    public TableClient Table => Get<TableServiceClient>().GetTableClient(TraceKeys.Table);

    public TableClient Index => Get<TableServiceClient>().GetTableClient(TraceIndexKeys.Table);

    /// <summary>
    /// Changes every trace and makes every hash and the head anew, so that the chain is whole in itself.
    /// </summary>
    /// <param name="rows">Of one chain, oldest first.</param>
    /// <param name="seals">Of somebody who has the key too; null for one who can only write the table.</param>
    public async Task RewriteAsync(IReadOnlyList<TableEntity> rows, TraceSeals? seals = null)
    {
        var chain = TraceChain.Empty;
        foreach (var row in rows)
        {
            row["Json"] = row.GetString("Json").Replace("dr.martin@chu", "dr.nobody@chu", StringComparison.Ordinal);
            chain = chain.Add(row.GetString("Json"));
            row["Hash"] = chain.Hash;
            await Table.UpdateEntityAsync(seals?.Seal(row) ?? row, ETag.All, TableUpdateMode.Replace);
        }

        await PutHeadAsync(rows[0].PartitionKey, chain, seals);
    }

    /// <summary>A head as an attacker would write it, for the current instant.</summary>
    public async Task PutHeadAsync(string partition, TraceChain chain, TraceSeals? seals = null)
    {
        var head = new TableEntity(partition, TraceKeys.HeadRow)
        {
            ["Count"] = chain.Count,
            ["Hash"] = chain.Hash,
            ["At"] = Time.GetUtcNow().UtcDateTime.ToString("O"),
        };
        await Table.UpsertEntityAsync(seals?.Seal(head) ?? head, TableUpdateMode.Replace);
    }

    /// <summary>What waits in a queue of the traces; it is empty then, of what is to appear later too.</summary>
    public async Task<List<TracesAnnounced>> TakeMessagesAsync(string name)
    {
        var queue = Get<QueueServiceClient>().GetQueueClient(name);
        var taken = new List<TracesAnnounced>();
        while (await queue.ReceiveMessagesAsync(32) is { Value: { Length: > 0 } messages })
        {
            foreach (var message in messages)
            {
                taken.Add(message.Body.ToObjectFromJson<TracesAnnounced>(JsonSerializerOptions.Web)!);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        await queue.ClearMessagesAsync();
        return taken;
    }

    /// <summary>Does what the queue function does with everything that waits.</summary>
    public async Task IndexAsync()
    {
        foreach (var message in await TakeMessagesAsync(TraceQueues.Index))
        {
            await Get<TraceIndexer>().IndexAsync(message, TestContext.Current.CancellationToken);
        }
    }

    public async Task<TraceVerification> VerifyAsync(string partition) =>
        await Get<TraceVerifier>().VerifyAsync(partition, [], TestContext.Current.CancellationToken);

    private ServiceProvider Make(string storage, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(TestSettings.Local)
            .AddInMemoryCollection([new(AppStorage.Setting, storage)])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.AddFakeLogging())
            .AddSingleton<TimeProvider>(Time)
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddKryptonClients(configuration)
            .BuildServiceProvider();
    }
}
