using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>What was found, and the settings that follow from it.</summary>
internal sealed class PlatformReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Finding> findings = [];
    private readonly SortedDictionary<string, string> settings = new(StringComparer.Ordinal);
    private bool isUnreached;

    public ExitCode ExitCode
    {
        get
        {
            if (isUnreached)
            {
                return ExitCode.NotStarted;
            }

            return findings.Exists(finding => finding.Verdict == Verdict.Fails)
                ? ExitCode.NotAsItShouldBe
                : ExitCode.Done;
        }
    }

    public void Fits(string question, string says) => findings.Add(new(question, Verdict.Fits, says));

    public void Note(string question, string says) => findings.Add(new(question, Verdict.Note, says));

    public void Open(string question, string says) => findings.Add(new(question, Verdict.Open, says));

    public void Fails(string question, string says) => findings.Add(new(question, Verdict.Fails, says));

    /// <summary>No answer that can be used came from the address that this setting names.</summary>
    public void Fails(string question, string setting, KryptonFault fault)
    {
        isUnreached |= fault.Code is "unreachable" or "timeout";
        Fails(question, $"{Sentence(fault)} Is {setting} right?");
    }

    /// <param name="name">Without the section <c>Krypton</c>.</param>
    /// <param name="value">As it stands in the environment.</param>
    public void Set(string name, string value) => settings[$"Krypton__{name}"] = value;

    /// <summary>The numbers among the settings, into those that the client is tried with.</summary>
    public void Apply(KryptonOptions options)
    {
        options.UidsPerQuery = int.Parse(settings["Krypton__UidsPerQuery"], CultureInfo.InvariantCulture);
        options.StudyPageSize = int.Parse(settings["Krypton__StudyPageSize"], CultureInfo.InvariantCulture);
    }

    public void Write(TextWriter writer, bool asJson)
    {
        if (asJson)
        {
            writer.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        exitCode = (int)ExitCode,
                        settings,
                        findings,
                    },
                    Json
                )
            );
            return;
        }

        foreach (var finding in findings)
        {
            var word = finding.Verdict == Verdict.Fails ? "FAILS" : finding.Verdict.ToString().ToLowerInvariant();
            writer.WriteLine($"{word, -5} {finding.Question}: {finding.Says}");
        }

        foreach (var (name, value) in settings)
        {
            writer.WriteLine($"{name}={value}");
        }
    }

    private static string Sentence(KryptonFault fault) =>
        fault.Code switch
        {
            "unreachable" => "Nobody answers at this address.",
            "timeout" => "No answer came in time.",
            "wrong-content-type" => "The answer is no JSON; it may be a web page.",
            "http-401" or "http-403" => $"Our token is refused ({fault.Code}).",
            "redirect" => "The answer leads to another address, which is not followed.",
            "http-404" => "There is nothing at this address (404).",
            _ => $"The answer cannot be used ({fault.Code}).",
        };
}
