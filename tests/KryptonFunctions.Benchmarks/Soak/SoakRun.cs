using System.Globalization;
using Azure.Storage.Queues;
using KryptonFunctions.Benchmarks.Interactive;
using KryptonFunctions.Benchmarks.Load;
using KryptonFunctions.Benchmarks.Rcps;
using Runner;
using Runner.Demo;

namespace KryptonFunctions.Benchmarks.Soak;

/// <summary>
/// Hours of ordinary use: every two seconds a user searches, lists the studies and asks for a viewer link; each minute
/// an RCP of new patients is prepared, whose studies are brought. Tells every five minutes what host and worker hold of
/// the memory and what waits in the queues.
/// </summary>
internal sealed class SoakRun(HttpClient http, LocalStack stack, TimeSpan length)
{
    private const int Callers = 4;
    private const int PatientsOfRcp = 4;
    private const int StudiesOfPatient = 2;
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RcpEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan VisitEvery = TimeSpan.FromSeconds(2);
    private static readonly string[] Care = ["care"];

    private readonly MockCalls krypton = new(http, stack.Mock);
    private int visits;
    private int failures;
    private int rcps;

    public static async Task<int> RunAsync(int minutes)
    {
        await using var stack = await LocalStack.StartAsync(
            new StackOptions { Ports = StackPorts.FreeInARow(), Log = _ => { } }
        );
        using var http = new HttpClient();
        await new SoakRun(http, stack, TimeSpan.FromMinutes(minutes)).RunAsync();
        return 0;
    }

    private async Task RunAsync()
    {
        await krypton.KnowAsync(LoadPopulation.Resources(Callers, studies: 1));
        using var end = new CancellationTokenSource(length);
        await Task.WhenAll(
            Task.Run(() => RepeatAsync(VisitEvery, VisitAsync, end.Token)),
            Task.Run(() => RepeatAsync(RcpEvery, BringAsync, end.Token)),
            Task.Run(() => RepeatAsync(TellEvery, TellAsync, end.Token))
        );
        await TellAsync();
    }

    /// <summary>A failure is counted and the run goes on: the report says how many there were.</summary>
    private async Task RepeatAsync(TimeSpan pace, Func<Task> call, CancellationToken end)
    {
        using var timer = new PeriodicTimer(pace);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                try
                {
                    await call();
                }
                catch (Exception failed) when (failed is HttpRequestException or DccCallException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up.
        }
    }

    private async Task VisitAsync()
    {
        var caller = new InteractiveCaller(http, stack, 1 + (visits++ % Callers));
        await caller.SignInAsync();
        await caller.ListAsync();
        await caller.LinkAsync();
    }

    private async Task BringAsync()
    {
        var first = Callers + 1 + (rcps++ * PatientsOfRcp);
        await krypton.KnowAsync(LoadPopulation.Resources(PatientsOfRcp, StudiesOfPatient, first));
        var rcpId = $"RCP-SOAK-{rcps}";
        var claims = new
        {
            user = "dr.soak",
            roles = Care,
            careOfRcp = new[] { rcpId },
            minutes = 10,
        };
        using var carer = new DccUser(http, stack.Dcc, stack.Functions, claims);
        var rcp = new LoadedRcp(carer, rcpId);
        await rcp.AnnounceAsync(Enumerable.Range(first, PatientsOfRcp));
        await rcp.UntilAsync(board => board.Prefiches.All(p => p.Identity == "awaitingChoice"));
        foreach (var patient in Enumerable.Range(first, PatientsOfRcp))
        {
            await rcp.ChooseAndAttachAsync(patient, StudiesOfPatient);
        }

        await rcp.UntilAsync(board => board.Counts.Online == PatientsOfRcp * StudiesOfPatient);
    }

    private async Task TellAsync()
    {
        var queues = new QueueServiceClient(stack.Storage.ConnectionString);
        var waiting = new List<string>();
        await foreach (var queue in queues.GetQueuesAsync())
        {
            var properties = await queues.GetQueueClient(queue.Name).GetPropertiesAsync();
            if (properties.Value.ApproximateMessagesCount is > 0 and var count)
            {
                waiting.Add($"{queue.Name} {count}");
            }
        }

        var host = stack.Host!.Id;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DateTimeOffset.UtcNow:HH:mm} host {Memory.Of(host)} MB, worker {Memory.Of(stack.Host.WorkerId)} MB, "
                    + $"{visits} visits, {rcps} RCPs, {failures} failed, waiting: {string.Join(", ", waiting)}"
            )
        );
    }
}
