using System.Globalization;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Runner.Platforms;

/// <summary>
/// The verb <c>check-platform</c>: asks a platform harmless questions (it orders nothing, writes nothing, asks for no
/// image) and says which settings fit and what will not work.
/// </summary>
internal static class CheckPlatform
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        var report = await AskAsync(commandLine.Platform, commandLine.Patients, stop);
        report.Write(Console.Out, commandLine.Json);
        return report.ExitCode;
    }

    /// <param name="platform">Null: where the environment says.</param>
    /// <param name="patients">Whose studies are asked for.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RunnerException">A setting is missing or impossible.</exception>
    public static async Task<PlatformReport> AskAsync(
        Uri? platform,
        IReadOnlyList<AskedPatient> patients,
        CancellationToken stop
    )
    {
        var settings = new PlatformSettings(platform);
        await using var services = settings.Services();
        var report = new PlatformReport();
        try
        {
            var options = services.GetRequiredService<IOptions<KryptonOptions>>().Value;
            var token = await TokenAsync(services, report, stop);
            using var caller = new PlatformCaller(options, token);
            await AskAsync(caller, report, settings.Options, patients, stop);
            return report;
        }
        catch (OptionsValidationException wrong)
        {
            throw new RunnerException(
                ExitCode.BrokenSetting,
                $"{wrong.Failures.First()} Give it in the environment, or --base-address.",
                wrong
            );
        }
    }

    private static async Task<string?> TokenAsync(
        ServiceProvider services,
        PlatformReport report,
        CancellationToken stop
    )
    {
        try
        {
            var token = await services.GetRequiredService<KryptonTokens>().GetAsync(refused: null, stop);
            report.Fits("token", "given for our key.");
            return token;
        }
        catch (KryptonTokenException refused)
        {
            report.Fails(
                "token",
                $"{refused.Message} Is Krypton__TokenUrl right, and do both sides have the halves of one key?"
            );
            return null;
        }
    }

    private static async Task AskAsync(
        PlatformCaller caller,
        PlatformReport report,
        Func<KryptonOptions> options,
        IReadOnlyList<AskedPatient> patients,
        CancellationToken stop
    )
    {
        var records = Enumerable.Empty<(AskedPatient, PatientRecord)>().ToLookup(p => p.Item1, p => p.Item2);
        if (await new FhirQuestions(caller, report).AskAsync(stop))
        {
            records = await new PatientQuestions(caller, report, options).AskAsync(patients, stop);
        }

        var studies = new StudyQuestions(caller, report);
        var isIndex = await studies.IsReachedAsync(isCentral: false, stop);
        var isCentral = caller.IsOneAddress ? isIndex : await studies.IsReachedAsync(isCentral: true, stop);
        if (!isIndex)
        {
            return;
        }

        var pages = new PageQuestions(caller, report, options());
        var size = await pages.AskForLimitAsync(patients is [var first, ..] ? first : null, stop);
        var found = await FoundAsync(caller, patients, size, stop);
        var most = found.OrderByDescending(pair => pair.Value.Count).Select(pair => pair.Key).FirstOrDefault();
        var known = most is null ? null : found[most][0];
        await studies.AskForListAsync(known, isCentral: false, stop);
        if (isCentral && !caller.IsOneAddress)
        {
            await studies.AskForListAsync(known: null, isCentral: true, stop);
        }

        if (most is null)
        {
            var why = patients.Count == 0 ? "give --patient 'OID|number' to ask for" : "no studies are listed under";
            report.Open("studies of a patient", $"{why} a number; pages, conditions and the issuer are not asked.");
            return;
        }

        await studies.AskForInstancesAsync(known!, isCentral: false, stop);
        if (isCentral && !caller.IsOneAddress)
        {
            await studies.AskForInstancesAsync(known!, isCentral: true, stop);
        }

        studies.ReadAvailability(found[most]);
        await pages.AskForRestAsync(most, size, stop);
        await new ConditionQuestions(caller, report).AskAsync(most, stop);
        var chosen = await new IssuerQuestions(caller, report, options).AskAsync(found, stop);
        await new WholeList(caller, report).AskAsync(chosen, records, found, stop);
    }

    /// <summary>What is listed under each number, whatever its issuer; numbers without studies are left out.</summary>
    private static async Task<IReadOnlyDictionary<AskedPatient, IReadOnlyList<StudyRecord>>> FoundAsync(
        PlatformCaller caller,
        IReadOnlyList<AskedPatient> patients,
        int size,
        CancellationToken stop
    )
    {
        var found = new Dictionary<AskedPatient, IReadOnlyList<StudyRecord>>();
        foreach (var patient in patients)
        {
            var limit = size.ToString(CultureInfo.InvariantCulture);
            var query = $"PatientID={Uri.EscapeDataString(patient.Number)}&{StudyField.Included}&limit={limit}";
            var reply = await caller.StudiesAsync(isCentral: false, query, stop);
            if (reply.Studies.Where(study => study.PatientId == patient.Number).ToList() is { Count: > 0 } studies)
            {
                found[patient] = studies;
            }
        }

        return found;
    }
}
