using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Krypton;
using KryptonMock;
using KryptonMock.Patients;
using Microsoft.Extensions.Options;
using Shouldly;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>
/// A platform in process with the records that a test gives it, and a search over it with the product's own planner,
/// client and ranking.
/// </summary>
internal sealed class Platform : IDisposable
{
    private readonly List<JsonObject> patients = [];
    private HttpMessageHandler? handler;
    private HttpClient? http;

    public SearchCapabilities Capabilities { get; } = new();

    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Stands between the client and the platform, such as to fail or to be slow.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler> Between { get; init; } = inner => inner;

    public bool ShowHidden { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Platform With(string id, string family, string given, string? birthDate, Action<JsonObject>? more = null)
    {
        var patient = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["active"] = true,
            ["name"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = "official",
                    ["family"] = family,
                    ["given"] = new JsonArray(given),
                }
            ),
            ["gender"] = "female",
        };
        if (birthDate is not null)
        {
            patient["birthDate"] = birthDate;
        }

        more?.Invoke(patient);
        patients.Add(patient);
        return this;
    }

    public static Action<JsonObject> Identifier(string system, string value, string type, string? status = null) =>
        patient =>
        {
            patient["identifier"] = new JsonArray(
                new JsonObject
                {
                    ["system"] = system,
                    ["value"] = value,
                    ["type"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["code"] = type }) },
                }
            );
            if (status is not null)
            {
                patient["extension"] = new JsonArray(
                    new JsonObject
                    {
                        ["url"] = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability",
                        ["extension"] = new JsonArray(
                            new JsonObject
                            {
                                ["url"] = "identityStatus",
                                ["valueCoding"] = new JsonObject { ["code"] = status },
                            }
                        ),
                    }
                );
            }
        };

    public static Action<JsonObject> Remarked(string element, string code) =>
        patient =>
            patient["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability",
                    ["extension"] = new JsonArray(
                        new JsonObject
                        {
                            ["url"] = element,
                            ["valueCoding"] = new JsonObject { ["code"] = code },
                        }
                    ),
                }
            );

    public static Action<JsonObject> BornIn(string insee) =>
        patient =>
            patient["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace",
                    ["valueAddress"] = new JsonObject
                    {
                        ["extension"] = new JsonArray(
                            new JsonObject
                            {
                                ["url"] = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code",
                                ["valueCoding"] = new JsonObject { ["code"] = insee },
                            }
                        ),
                    },
                }
            );

    public static Action<JsonObject> MergedInto(string id) =>
        patient =>
        {
            patient["active"] = false;
            patient["link"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "replaced-by",
                    ["other"] = new JsonObject { ["reference"] = $"Patient/{id}" },
                }
            );
        };

    public async Task<IdentitySearchResult> Search(PatientTraits traits) =>
        (await SearchOutcome(traits)).ShouldBeOfType<Outcome<IdentitySearchResult>.Ok>().Value;

    public Task<Outcome<IdentitySearchResult>> SearchOutcome(PatientTraits traits)
    {
        var builder = new PatientIndexBuilder(
            Capabilities.AccentSensitive ? NameFolding.Case : NameFolding.CaseAndAccents
        );
        foreach (var patient in patients)
        {
            builder.Add(System.Text.Encoding.UTF8.GetBytes(patient.ToJsonString()));
        }

        handler = Between(
            new InProcessKrypton(
                builder.Build(),
                new SearchTraits
                {
                    OrLists = Capabilities.OrLists,
                    ExactNames = Capabilities.NameMatching == NameMatching.Exact,
                    PageCap = Capabilities.PageCap,
                    IgnoredParameters = Ignored,
                }
            )
        );
        http = new HttpClient(handler);
        var options = Options.Create(Capabilities);
        var krypton = new KryptonPatients(
            http,
            Options.Create(new KryptonOptions { FhirBaseUrl = "http://krypton.invalid/fhir" })
        );
        return new IdentitySearchRun(
            new IdentitySearchPlanner(options, NameFrequencies.France),
            new CandidateRanking(options, NameFrequencies.France),
            new IdentityQueries(krypton),
            options,
            Time
        ).SearchAsync(traits, ShowHidden, CancellationToken.None);
    }

    public void Dispose()
    {
        http?.Dispose();
        handler?.Dispose();
    }
}
