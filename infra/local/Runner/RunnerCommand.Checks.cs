using System.CommandLine.Parsing;
using KryptonMock.Population;
using Runner.Platforms;

namespace Runner;

/// <summary>What is wrong with the options is said before anything starts.</summary>
internal sealed partial class RunnerCommand
{
    private static void CheckPopulation(OptionResult given)
    {
        if (Text(given) is not { } folder)
        {
            return;
        }

        if (!Directory.Exists(folder))
        {
            given.AddError($"The population folder {folder} does not exist.");
        }
        else if (!File.Exists(Path.Combine(folder, PopulationFiles.Patients)))
        {
            given.AddError($"The population folder {folder} holds no {PopulationFiles.Patients}.");
        }
    }

    private static void CheckAddress(OptionResult given)
    {
        if (
            Text(given) is { } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        )
        {
            given.AddError($"'{text}' is no http address.");
        }
    }

    private static IReadOnlyList<AskedPatient> Read(string[]? given) =>
        [
            .. (given ?? [])
                .Select(text => AskedPatient.TryParse(text, out var patient) ? patient : null)
                .OfType<AskedPatient>(),
        ];

    /// <summary>The text is not repeated: it is a patient's number.</summary>
    private static void CheckPatients(OptionResult given)
    {
        if (given.Tokens.Any(token => !AskedPatient.TryParse(token.Value, out _)))
        {
            given.AddError("--patient wants 'OID|number'.");
        }
    }

    private static void CheckPort(OptionResult given)
    {
        if (Text(given) is { } text && (!int.TryParse(text, out var port) || port is < MinPort or > MaxPort))
        {
            given.AddError($"'{text}' is no port from {MinPort} to {MaxPort}.");
        }
    }

    private static string? Text(OptionResult given) => given.Tokens is [var token, ..] ? token.Value : null;
}
