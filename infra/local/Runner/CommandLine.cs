using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KryptonMock.Population;

namespace Runner;

/// <summary>What the Runner is asked to do.</summary>
internal enum Verb
{
    /// <summary>Start everything and wait for Ctrl-C.</summary>
    Run,

    /// <summary>Start everything but the functions.</summary>
    Backends,

    /// <summary>Start the functions alone, on backends that run already.</summary>
    Functions,

    /// <summary>Start everything, do the main job over HTTP, stop.</summary>
    Demo,
}

/// <summary>The arguments after <c>--</c>.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        dotnet run --project infra/local/Runner [-- VERB] [OPTIONS]

          (no verb)          starts Azurite, the Krypton mock, the DCC stand-in and the functions
          backends           all but the functions
          functions          the functions alone, on backends that run already
          demo               starts everything, prepares an RCP over HTTP as the DCC would, and stops

          --data DIR         where Azurite and the mock keep their data (default: .local/data of the solution)
          --population DIR   Patient.ndjson, ImagingStudy.ndjson and Organization.ndjson for the mock
          --fresh            empties the data folder first
          --base ADDRESS     demo only: drives functions that run elsewhere, such as http://localhost:7071
          --host func        runs the functions under Azure Functions Core Tools instead of WorkerHost
          --ports FIRST      six ports from FIRST on instead of 10000, 10001, 10002, 8085, 8090, 7071
          --help             this text
        """;

    public Verb Verb { get; init; }

    public string? Data { get; init; }

    public string? Population { get; init; }

    public bool Fresh { get; init; }

    public Uri? Base { get; init; }

    public FunctionsHostKind Host { get; init; }

    public StackPorts Ports { get; init; } = StackPorts.WellKnown;

    public bool Help { get; init; }

    /// <summary>False with a sentence that says what is wrong.</summary>
    public static bool TryParse(
        IReadOnlyList<string> arguments,
        [NotNullWhen(true)] out CommandLine? commandLine,
        [NotNullWhen(false)] out string? wrong
    )
    {
        commandLine = null;
        wrong = null;
        var parsed = new CommandLine();
        var rest = new Queue<string>(arguments);
        if (rest.TryPeek(out var first) && !first.StartsWith('-'))
        {
            if (!Enum.TryParse<Verb>(rest.Dequeue(), ignoreCase: true, out var verb) || first.All(char.IsAsciiDigit))
            {
                wrong = $"'{first}' is no verb.";
                return false;
            }

            parsed = parsed with { Verb = verb };
        }

        while (wrong is null && rest.TryDequeue(out var option))
        {
            (parsed, wrong) = Apply(parsed, option, rest);
        }

        commandLine = wrong is null ? parsed : null;
        wrong ??= parsed.Base is not null && parsed.Verb != Verb.Demo ? "--base goes with demo only." : null;
        return wrong is null;
    }

    private static string? WrongPopulation(string folder) =>
        !Directory.Exists(folder) ? $"The population folder {folder} does not exist."
        : !File.Exists(Path.Combine(folder, PopulationFiles.Patients))
            ? $"The population folder {folder} holds no {PopulationFiles.Patients}."
        : null;

    private static (CommandLine Parsed, string? Wrong) Apply(CommandLine parsed, string option, Queue<string> rest) =>
        option switch
        {
            "--fresh" => (parsed with { Fresh = true }, null),
            "--help" or "-h" or "-?" => (parsed with { Help = true }, null),
            "--data" when rest.TryDequeue(out var folder) => (parsed with { Data = folder }, null),
            "--population" when rest.TryDequeue(out var folder) => (
                parsed with
                {
                    Population = folder,
                },
                WrongPopulation(folder)
            ),
            "--base" when rest.TryDequeue(out var address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
                ? (parsed with { Base = uri }, null)
                : (parsed, $"'{address}' is no http address."),
            "--ports" when rest.TryDequeue(out var number) => int.TryParse(
                number,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var port
            ) && port is >= 1024 and <= 65000
                ? (parsed with { Ports = StackPorts.From(port) }, null)
                : (parsed, $"'{number}' is no port from 1024 to 65000."),
            "--host" when rest.TryDequeue(out var host) => host is "func" or "worker"
                ? (parsed with { Host = Enum.Parse<FunctionsHostKind>(host, ignoreCase: true) }, null)
                : (parsed, $"'{host}' is no host: worker (default) or func."),
            "--data" or "--population" or "--base" or "--ports" or "--host" => (parsed, $"{option} needs a value."),
            _ => (parsed, $"'{option}' is no option."),
        };
}
