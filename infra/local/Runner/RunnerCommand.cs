using System.CommandLine;
using Lab;
using Runner.Person;

namespace Runner;

/// <summary>The Runner's verbs and options; the library reads them and writes the help.</summary>
internal sealed partial class RunnerCommand
{
    private const int MinPort = 1024;
    private const int MaxPort = 65000;

    private readonly Option<string?> data = new("--data")
    {
        HelpName = "DIR",
        Description = "Where Azurite and the mock keep their data (default: .local/data of the solution)",
        Recursive = true,
    };

    private readonly Option<string?> population = new("--population")
    {
        HelpName = "DIR",
        Description = "Patient.ndjson, ImagingStudy.ndjson and Organization.ndjson for the mock",
        Recursive = true,
    };

    private readonly Option<bool> fresh = new("--fresh")
    {
        Description = "Empties the data folder first",
        Recursive = true,
    };

    private readonly Option<bool> observe = new("--observe")
    {
        Description = "Shows spans and metrics of the functions in a dashboard, else on the console",
        Recursive = true,
    };

    private readonly Option<string?> address = new("--base")
    {
        HelpName = "ADDRESS",
        Description = "Drives functions that run elsewhere, such as http://localhost:7071",
    };

    private readonly Option<FunctionsHostKind> host = new("--host")
    {
        Description = "Runs the functions under Azure Functions Core Tools (func) instead of WorkerHost",
        Recursive = true,
    };

    private readonly Option<int?> ports = new("--ports")
    {
        HelpName = "FIRST",
        Description =
            "Six ports from FIRST on instead of 10000, 10001, 10002, 8085, 8090, 7071; for the lab six more, instead "
            + "of 8051, 4251, 8052, 4252, 8053, 4253",
        Recursive = true,
    };

    private readonly Option<string?> account = new("--account")
    {
        HelpName = "NAME",
        Description = "A storage account on Azure, read with the identity of who runs this (default: this machine's)",
    };

    private readonly Option<string?> export = new("--export")
    {
        HelpName = "PATH",
        Description = "Writes what was read there: a folder for who repeats the report, a file for the person",
    };

    private readonly Argument<string> folder = new("FOLDER") { Description = "Where the files are" };

    private readonly Option<bool> withoutSeals = new("--without-seals")
    {
        Description = "For who has not the keys of the seals (Traces__ChainKey)",
    };

    private readonly Option<DateOnly?> from = new("--from")
    {
        HelpName = "DAY",
        Description = "The first day, UTC, such as 2026-11-01 (default: yesterday)",
    };

    private readonly Option<DateOnly?> to = new("--to")
    {
        HelpName = "DAY",
        Description = "The last day, UTC (default: yesterday)",
    };

    private readonly Option<string?> platform = new("--base-address")
    {
        HelpName = "ADDRESS",
        Description = "The platform, with fhir, dicomweb, central/dicomweb and token under it; Krypton__… goes before",
    };

    private readonly Option<string[]> patients = new("--patient")
    {
        HelpName = "OID|NUMBER",
        Description = "A patient with several studies, by number and its issuer; again for another establishment's",
    };

    private readonly Option<bool> json = new("--json") { Description = "The report as one line of JSON" };

    private readonly PersonCommand person = new();

    public RunnerCommand()
    {
        platform.Validators.Add(CheckAddress);
        patients.Validators.Add(CheckPatients);
        population.Validators.Add(CheckPopulation);
        address.Validators.Add(CheckAddress);
        ports.Validators.Add(CheckPort);
        host.AcceptOnlyFromAmong("worker", "func");
    }

    /// <param name="run">Does what was asked for; gives the exit code.</param>
    public RootCommand Build(Func<CommandLine, Task<int>> run)
    {
        var root = new RootCommand("Starts Azurite, the Krypton mock, the DCC stand-in and the functions.")
        {
            data,
            population,
            fresh,
            host,
            observe,
            ports,
            With(run, Verb.Backends, new Command("backends", "All but the functions")),
            With(run, Verb.Functions, new Command("functions", "The functions alone, on backends that run already")),
            With(
                run,
                Verb.Demo,
                new Command("demo", "Starts everything, prepares an RCP over HTTP as the DCC would, and stops")
                {
                    address,
                }
            ),
            With(
                run,
                Verb.Lab,
                new Command("lab", "Everything with three Orthanc in place of the mock, see docs/lab.md")
                {
                    With(
                        run,
                        Verb.LabDemo,
                        new Command("demo", "The demo on it; compares each file that was brought with its source")
                    ),
                }
            ),
            With(
                run,
                Verb.VerifyTraces,
                new Command("verify-traces", "Holds all traces against their chains, seals and digests; only reads")
                {
                    account,
                    export,
                    withoutSeals,
                }
            ),
            With(
                run,
                Verb.ReconcileTraces,
                new Command("reconcile-traces", "Holds our traces against what Krypton recorded of us; only reads")
                {
                    account,
                    from,
                    to,
                }
            ),
            With(
                run,
                Verb.CheckPlatform,
                new Command("check-platform", "Asks a platform harmless questions and says which settings fit it")
                {
                    platform,
                    patients,
                    json,
                }
            ),
            With(
                run,
                Verb.Backup,
                new Command("backup", "Writes the tables and the digests of the traces to files") { folder, account }
            ),
            With(
                run,
                Verb.Restore,
                new Command("restore", "Puts them back, into this account or another") { folder, account }
            ),
            With(run, Verb.Person, person.Build(account, export)),
        };
        With(run, Verb.Run, root);
        return root;
    }

    private Command With(Func<CommandLine, Task<int>> run, Verb verb, Command command)
    {
        command.SetAction((parsed, _) => run(Read(verb, parsed)));
        return command;
    }

    private CommandLine Read(Verb verb, ParseResult parsed) =>
        new()
        {
            Verb = verb,
            Data = parsed.GetValue(data),
            Population = parsed.GetValue(population),
            Fresh = parsed.GetValue(fresh),
            Base = verb == Verb.Demo && parsed.GetValue(address) is { } functions ? new Uri(functions) : null,
            Account = verb is Verb.VerifyTraces or Verb.ReconcileTraces or Verb.Person or Verb.Backup or Verb.Restore
                ? parsed.GetValue(account)
                : null,
            Folder = verb is Verb.Backup or Verb.Restore ? parsed.GetValue(folder) : null,
            From = verb == Verb.ReconcileTraces ? parsed.GetValue(from) : null,
            To = verb == Verb.ReconcileTraces ? parsed.GetValue(to) : null,
            Export = verb is Verb.VerifyTraces or Verb.Person ? parsed.GetValue(export) : null,
            WithoutSeals = verb == Verb.VerifyTraces && parsed.GetValue(withoutSeals),
            Platform =
                verb == Verb.CheckPlatform && parsed.GetValue(platform) is { } checkedPlatform
                    ? new Uri(checkedPlatform)
                    : null,
            Patients = verb == Verb.CheckPlatform ? Read(parsed.GetValue(patients)) : [],
            Json = verb == Verb.CheckPlatform && parsed.GetValue(json),
            Person = verb == Verb.Person ? person.Read(parsed) : null,
            Host = parsed.GetValue(host),
            Observe = parsed.GetValue(observe),
            Ports = parsed.GetValue(ports) is { } first ? StackPorts.From(first) : StackPorts.WellKnown,
            LabPorts = parsed.GetValue(ports) is { } six ? LabPorts.From(six + StackPorts.Count) : LabPorts.WellKnown,
        };
}
