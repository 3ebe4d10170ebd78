namespace KryptonMock.Generation;

/// <summary>Draws INSEE codes of birth places: mostly in the region, one in eight abroad.</summary>
internal static class BirthPlaces
{
    private const double Abroad = 0.12;
    private const double InTown = 0.18;
    private const double InRegion = 0.70;

    private static readonly string[] Towns =
    [
        "33063",
        "86194",
        "87085",
        "64102",
        "64445",
        "17300",
        "16015",
        "79191",
        "24322",
        "47001",
        "40192",
        "19031",
    ];
    private static readonly string[] Region = ["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"];
    private static readonly string[] Countries =
    [
        "99100",
        "99109",
        "99127",
        "99134",
        "99139",
        "99243",
        "99322",
        "99324",
        "99326",
        "99341",
        "99350",
        "99351",
        "99352",
        "99404",
    ];

    public static string Draw(Random random) =>
        random.NextDouble() switch
        {
            < Abroad => Countries[random.Next(Countries.Length)],
            < Abroad + InTown => Towns[random.Next(Towns.Length)],
            < Abroad + InTown + (InRegion * (1 - Abroad - InTown)) => Commune(
                Region[random.Next(Region.Length)],
                random
            ),
            _ => Commune(Department(random), random),
        };

    private static string Commune(string department, Random random) => $"{department}{random.Next(1, 400):000}";

    private static string Department(Random random) =>
        random.Next(1, 96) switch
        {
            20 => random.Next(2) == 0 ? "2A" : "2B",
            var number => number.ToString("00"),
        };
}
