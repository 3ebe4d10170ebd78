using System.Text.Json.Nodes;
using KryptonFunctions.Identity;
using KryptonMock.Studies;

namespace KryptonMock.Generation;

/// <summary>
/// Invents the examinations of a person, spread over the person's records: one to twelve, most of them of the last
/// years.
/// </summary>
/// <param name="seed">Any number; apart from that of the persons, so that patients alone stay the same.</param>
/// <param name="today">The newest possible day.</param>
internal sealed class StudyGenerator(int seed, DateOnly today)
{
    private const int Most = 12;
    private const string UidRoot = "1.2.250.1.999.1";
    private static readonly WeightedChoice<StudyKind> Kinds = new(StudyKind.All, kind => kind.Weight);
    private static readonly WeightedChoice<Availability> Places = new(
        Enum.GetValues<Availability>(),
        place =>
            place switch
            {
                Availability.Online => 0.22,
                Availability.Nearline => 0.72,
                Availability.Offline => 0.05,
                _ => 0.01,
            }
    );

    private readonly Random random = new(seed);
    private int number;

    public IEnumerable<JsonObject> StudiesOf(GeneratedPerson person)
    {
        var count = 1 + (int)((Most - 1) * Math.Pow(random.NextDouble(), 1.6));
        for (var i = 0; i < count; i++)
        {
            yield return Study(person.Records[random.Next(person.Records.Count)]);
        }
    }

    private JsonObject Study(PatientRecord record)
    {
        var kind = Kinds.Draw(random);
        var site = Establishment.All.First(establishment =>
            record.ManagingOrganization == $"org-{establishment.Finess}"
        );
        var day = today.AddDays(-(int)(3650 * Math.Pow(random.NextDouble(), 2)));
        var serial = ++this.number;
        var instances = Math.Max(kind.Series, (int)(kind.Instances * (0.6 + (0.8 * random.NextDouble()))));
        return ToResource(
            new Study
            {
                Uid = $"{UidRoot}.{site.Finess}.{serial}",
                PatientId = record.Id,
                Started = day.ToDateTime(new TimeOnly(8 + random.Next(10), 5 * random.Next(12))),
                Modalities = kind.Modalities,
                Description = kind.Description,
                Accession = $"A{serial:0000000}",
                Site = site.Finess,
                SiteName = site.Name,
                Series = kind.Series,
                Instances = instances,
                Availability = Places.Draw(random),
            }
        );
    }

    internal static JsonObject ToResource(Study study) =>
        new()
        {
            ["resourceType"] = "ImagingStudy",
            ["id"] = $"st-{study.Accession}",
            ["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = StudyReader.AvailabilityExtension,
                    ["valueCode"] = study.Availability.ToString().ToUpperInvariant(),
                }
            ),
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "urn:dicom:uid", ["value"] = $"urn:oid:{study.Uid}" },
                new JsonObject
                {
                    ["type"] = new JsonObject
                    {
                        ["coding"] = new JsonArray(
                            new JsonObject
                            {
                                ["system"] = "http://terminology.hl7.org/CodeSystem/v2-0203",
                                ["code"] = "ACSN",
                            }
                        ),
                    },
                    ["value"] = study.Accession,
                }
            ),
            ["status"] = "available",
            ["modality"] = new JsonArray([
                .. study.Modalities.Select(modality => new JsonObject
                {
                    ["system"] = "http://dicom.nema.org/resources/ontology/DCM",
                    ["code"] = modality,
                }),
            ]),
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{study.PatientId}" },
            ["started"] = study.Started?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["numberOfSeries"] = study.Series,
            ["numberOfInstances"] = study.Instances,
            ["description"] = study.Description,
            ["location"] = new JsonObject
            {
                ["identifier"] = new JsonObject
                {
                    ["system"] = "https://finess.esante.gouv.fr",
                    ["value"] = study.Site,
                },
                ["display"] = study.SiteName,
            },
        };
}
