using System.Text.Json;
using Spectre.Console;

namespace Runner.Demo;

/// <summary>The verb <c>demo</c>.</summary>
internal static class DemoProgram
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        var screen = new DemoScreen(AnsiConsole.Console);
        await using var stack = commandLine.Base is null
            ? await LocalStack.StartAsync(StackOptions.From(commandLine, screen.Say), stop)
            : null;
        var places = new DemoPlaces(
            stack?.Functions ?? commandLine.Base!,
            stack?.Dcc ?? Address("KRYPTON_DCC_ADDRESS", commandLine.Ports.Dcc),
            stack?.Mock ?? Address("KRYPTON_MOCK_ADDRESS", commandLine.Ports.Mock),
            commandLine.Population ?? KryptonMock.SamplePopulation.Folder
        );
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
        await EnsureReachableAsync(http, places, stop);

        var job = new MainJob(places, http, screen);
        var result = await job.RunAsync(stop);
        var complaints = DemoVerdict.Complaints(result, job.ToOrder).ToList();
        complaints.ForEach(screen.Complain);
        // Nothing may follow it: whoever runs the demo in a script reads the last line.
        Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return complaints.Count == 0 ? ExitCode.Done : ExitCode.NotAsItShouldBe;
    }

    private static Uri Address(string variable, int port) =>
        new(Environment.GetEnvironmentVariable(variable) ?? $"http://localhost:{port}");

    private static async Task EnsureReachableAsync(HttpClient http, DemoPlaces places, CancellationToken stop)
    {
        foreach (
            var (name, address) in new[]
            {
                ("functions", new Uri(places.Functions, "/api/v1/health/live")),
                ("DCC stand-in", new Uri(places.Dcc, "/jwks")),
                ("Krypton mock", places.Mock),
            }
        )
        {
            try
            {
                using var answer = await http.GetAsync(address, stop);
            }
            catch (HttpRequestException unreachable)
            {
                throw new RunnerException(
                    ExitCode.NotStarted,
                    $"The {name} cannot be reached at {address}: {unreachable.Message}",
                    unreachable
                );
            }
        }
    }
}
