using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Identity;
using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.PersonRequests;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Runner.Audit;

namespace Runner.Person;

/// <summary>
/// The verb <c>person</c>: finds what is known of a person, writes it into a file, erases. The console gets numbers and
/// opaque ids only. It is traced first, as what the app does.
/// </summary>
internal static class AnswerPerson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        var request = commandLine.Person!;
        var person = await ReadAsync(request, stop);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(AuditedAccount.Of(commandLine))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(AuditedAccount.Named(commandLine.Account))
            .Build();
        await using var services = new ServiceCollection().AddPersonRequests(configuration).BuildServiceProvider();
        try
        {
            var file = await services.GetRequiredService<FindPerson>().FindAsync(person, stop);
            await using var export = commandLine.Export is { } path ? Create(path) : null;
            await TraceAsync(services, request, person, file, stop);
            Say(file);
            if (export is not null)
            {
                await JsonSerializer.SerializeAsync(export, file, Json, stop);
                Console.WriteLine("written: the file holds health data; give it to nobody but the person");
            }

            if (request.Erase)
            {
                await services.GetRequiredService<ErasePerson>().EraseAsync(file, stop);
                SayErased(file, services.GetRequiredService<ErasePerson>().Ended(file).Count);
            }

            return ExitCode.Done;
        }
        catch (OptionsValidationException missing)
        {
            throw new RunnerException(ExitCode.BrokenSetting, missing.Failures.First(), missing);
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new RunnerException(ExitCode.NotStarted, "The storage account does not answer, or refuses.", e);
        }
    }

    private static async Task<SoughtPerson> ReadAsync(PersonRequest request, CancellationToken stop)
    {
        Ins? ins = null;
        if (request.InsOid is { } oid)
        {
            var line = await Console.In.ReadLineAsync(stop);
            ins = Ins.TryParse(line, oid, out var read, out var error)
                ? read
                : throw new RunnerException(ExitCode.Usage, $"The standard input gives no INS: {error}.");
        }

        return new SoughtPerson
        {
            Ins = ins,
            PatientIds = request.PatientIds,
            PreFiche = request.Rcp is { } rcp ? new CareContext(rcp, request.PreFiche) : null,
        };
    }

    /// <summary>For the eyes of who runs this alone; a file that is there is not written over.</summary>
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static async Task TraceAsync(
        ServiceProvider services,
        PersonRequest request,
        SoughtPerson person,
        PersonFile file,
        CancellationToken stop
    )
    {
        var traces = services.GetRequiredService<PersonRequestTraces>();
        foreach (var action in Actions(request))
        {
            if (await traces.WriteAsync(request.Officer, action, person, file, stop) is not null)
            {
                throw new RunnerException(
                    ExitCode.NotStarted,
                    "The request could not be traced, so nothing is given or erased."
                );
            }
        }
    }

    private static IEnumerable<TraceAction> Actions(PersonRequest request) =>
        request.Erase ? [TraceAction.PersonDataRead, TraceAction.PersonDataErased] : [TraceAction.PersonDataRead];

    private static void Say(PersonFile file)
    {
        Console.WriteLine($"pré-fiches: {file.PreFiches.Count}");
        foreach (var found in file.PreFiches)
        {
            Console.WriteLine(
                $"  {found.Context.RcpId} {found.Context.PreFicheId}: {(found.RcpIsOver ? "over" : "not over")}, "
                    + $"{found.Studies.Count} studies, found by {string.Join(", ", found.FoundBy)}"
            );
        }

        Console.WriteLine($"candidate for pré-fiches of others: {file.CandidateOf.Count}");
        Console.WriteLine($"viewer links: {file.Links.Count}");
        Console.WriteLine($"traced accesses: {file.Accesses.Count}, missing: {file.MissingTraces}");
    }

    private static void SayErased(PersonFile file, int links)
    {
        Console.WriteLine(
            $"erased: {file.PreFiches.Count(p => p.RcpIsOver)} pré-fiches, "
                + $"{file.CandidateOf.Count(c => c.RcpIsOver)} searches for others, {links} links"
        );
        Console.WriteLine(
            $"kept: {file.PreFiches.Count(p => !p.RcpIsOver)} pré-fiches of RCPs that are not over "
                + "(withdraw them in the DCC), all traces"
        );
    }
}
