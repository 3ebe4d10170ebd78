using System.Text.Json;
using KryptonFunctions.Identity;
using KryptonMock.Http;

namespace KryptonMock.Generation;

/// <summary>
/// The population of the repository: the example of the API's documentation, the published INS test identities, and
/// invented persons.
/// </summary>
public static class Sample
{
    private const int Invented = 60;
    private const int Seed = 2026;

    /// <summary>Always the same.</summary>
    public static IEnumerable<GeneratedPerson> Persons() =>
        [Documented(), .. TestIdentities(), .. PopulationGenerator.Generate(Invented, Seed)];

    /// <summary>Writes the sample's folder.</summary>
    public static int Write(string folder) => PopulationWriter.Write(folder, Persons(), Seed);

    /// <summary>
    /// DUPONT-MARTIN Marie-Claude, known to four establishments in four ways of writing; one record was merged into
    /// another.
    /// </summary>
    private static GeneratedPerson Documented()
    {
        var traits = new TrueTraits
        {
            BirthName = "DUPONT-MARTIN",
            UsedName = "DURAND",
            GivenNames = ["MARIE-CLAUDE", "ANNE"],
            Sex = Sex.Female,
            BirthDate = new DateOnly(1954, 3, 12),
            BirthPlaceInsee = "33063",
            Ins = "2540333063012" + NirKey.Compute("2540333063012"),
        };
        PatientRecord Record(int number, int site, string ipp, params IReadOnlyList<RecordedName> names) =>
            new()
            {
                Id = $"kp-{number}",
                Names = names,
                Sex = Sex.Female,
                BirthDate = "1954-03-12",
                Identifiers = [new(Establishment.All[site].Oid, ipp, "PI", "usual")],
                ManagingOrganization = $"org-{Establishment.All[site].Finess}",
            };
        var bordeaux = Record(
            1,
            0,
            "0012345",
            new RecordedName("official", "DUPONT MARTIN", ["MARIE CLAUDE"]),
            new RecordedName("usual", "DURAND", ["MARIE CLAUDE"])
        ) with
        {
            BirthPlaceInsee = "33063",
        };
        return new(
            traits,
            [
                bordeaux,
                Record(2, 1, "500871", new RecordedName("official", "Dupont-Martin", ["Marie-Claude"])),
                Record(3, 5, "B-77120", new RecordedName("usual", "DURAND", ["CLAUDE"])),
                Record(4, 27, "0000919", new RecordedName("official", "DUPONT-MARTIN", ["MARIE-CLAUDE"])) with
                {
                    BirthGivenNames = ["MARIE-CLAUDE", "ANNE"],
                    IdentityStatus = "QUAL",
                    Identifiers =
                    [
                        new(Establishment.All[27].Oid, "0000919", "PI", "usual"),
                        new(InsOid.Of(InsAuthority.Nir), traits.Ins, "INS-NIR", "official"),
                    ],
                },
                Record(5, 0, "0012399", new RecordedName("official", "DUPONT", ["MARIE"])) with
                {
                    Active = false,
                    ReplacedBy = bordeaux.Id,
                },
            ]
        );
    }

    private static IEnumerable<GeneratedPerson> TestIdentities()
    {
        using var stream = EmbeddedText.Open("ins-test-identities.json");
        var identities = JsonSerializer.Deserialize<IReadOnlyList<TestIdentity>>(stream, MockJson.Options)!;
        return
        [
            .. identities.Select(
                (identity, number) => identity.ToPerson($"kp-{50 + number}", Establishment.All[number])
            ),
        ];
    }
}
