using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KryptonFunctions.Benchmarks.Traces;

/// <summary>
/// Many traces of this month up to yesterday, with their chains, seals and index rows as the app writes them: 250 of
/// each patient, 2,000 of each user, 500 of each RCP.
/// </summary>
internal sealed class TracesOfAMonth(ServiceProvider services, int count) : IAsyncDisposable
{
    private const int OfPatient = 250;
    private const int OfUser = 2_000;
    private const int OfRcp = 500;

    /// <summary>What one transaction holds beside the head of a chain.</summary>
    private const int OfChain = 49;

    private const int OfIndex = 100;

    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 4 };

    private static readonly DateTimeOffset End = DateTimeOffset.UtcNow.AddDays(-1);

    /// <summary>All in one month, so that its partitions are as large as they get.</summary>
    private static readonly DateTimeOffset First = new(End.Year, End.Month, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateOnly Day { get; } = DateOnly.FromDateTime(First.UtcDateTime);

    public int Patients => Math.Max(1, count / OfPatient);

    public int Users => Math.Max(1, count / OfUser);

    public int Rcps => Math.Max(1, count / OfRcp);

    public static TracesOfAMonth On(string storage, int count)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("App:Environment", "local"), new(AppStorage.Setting, storage)])
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .BuildServiceProvider();
        return new TracesOfAMonth(services, count);
    }

    public static string Patient(int number) => $"bench-patient-{number}";

    public static string User(int number) => $"bench-user-{number}";

    public static string Rcp(int number) => $"RCP-BENCH-{number}";

    /// <summary>Chains first, then the index, as the app does it.</summary>
    public async Task WriteAsync()
    {
        foreach (var setUp in services.GetServices<IHostedService>())
        {
            await setUp.StartAsync(CancellationToken.None);
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, Patients), Together, async (p, _) => await ChainAsync(p));
        var index = services.GetRequiredService<TableServiceClient>().GetTableClient(TraceIndexKeys.Table);
        var rows = Enumerable.Range(0, Patients).SelectMany(Traces).SelectMany(IndexRows);
        await Parallel.ForEachAsync(
            rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(rows => rows.Chunk(OfIndex)),
            Together,
            async (chunk, stop) =>
                await index.SubmitTransactionAsync(
                    chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
                    stop
                )
        );
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task ChainAsync(int patient)
    {
        var table = services.GetRequiredService<TraceTable>();
        foreach (var some in Traces(patient).Chunk(OfChain))
        {
            await table.AppendAsync(
                Partition(patient),
                some,
                new Dictionary<string, Azure.ETag>(),
                CancellationToken.None
            );
        }
    }

    private IEnumerable<TableEntity> IndexRows(Trace trace)
    {
        var row = new TraceRow(Partition(trace.Entry.Patient!), TraceKeys.Row(trace.At, trace.Id));
        return TraceIndexRows.From(new StoredTrace(row, trace), services.GetRequiredService<TraceKeys>());
    }

    private string Partition(int patient) => Partition(Patient(patient));

    private string Partition(string patient) => services.GetRequiredService<TraceKeys>().Partition(patient, First);

    /// <summary>The same each time that it is asked, ids too.</summary>
    private IEnumerable<Trace> Traces(int patient)
    {
        for (var number = 0; number < OfPatient; number++)
        {
            var all = ((long)number * Patients) + patient;
            var at = First + ((End - First) * ((double)all / count));
            var entry = new TraceEntry
            {
                Action = (TraceAction)(number % 4),
                User = new TraceUser(User((int)(all % Users)), "810000000000", "10", "330781196"),
                Patient = Patient(patient),
                RcpId = Rcp((int)(all % Rcps)),
                StudyUids = [$"2.25.{all}"],
                Reason = "TREAT",
                RequestId = $"bench-{all}",
            };
            yield return new Trace(new TraceId($"{all:D26}"), at, entry);
        }
    }
}
