using KryptonFunctions.Identity;
using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Names other than those that the frequencies were made from. The lists are in order of frequency, written for this
/// project; weights fall with the rank as they do in real registers (Zipf), so that common names are common although
/// our lists do not know them.
/// </summary>
internal static class NamePool
{
    private const double ForeignShare = 0.3;
    private static readonly string[] Countries = ["anglo", "arabic", "german", "iberian", "vietnamese"];

    /// <summary>What may be asked for; <c>mixed</c> is French with 30 % of the others.</summary>
    public static string[] Known { get; } = ["french", "mixed", .. Countries];

    /// <exception cref="FormatException">No such list.</exception>
    public static NameLists? Of(string names) =>
        names switch
        {
            "french" => null,
            "mixed" => NameLists.French with { Foreign = new ForeignNames(ForeignShare, [.. Countries.Select(Read)]) },
            _ when Countries.Contains(names) => Read(names),
            _ => throw new FormatException($"--names is one of {string.Join(", ", Known)}."),
        };

    private static NameLists Read(string names)
    {
        using var stream =
            typeof(NamePool).Assembly.GetManifestResourceStream($"names-{names}.txt")
            ?? throw new FormatException($"The list {names} is missing.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] Row(string of) =>
            [
                .. lines
                    .Where(line => line.StartsWith(of, StringComparison.Ordinal))
                    .SelectMany(line => line[of.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(name => name.Replace('_', ' ')),
            ];

        return new NameLists(
            [
                .. Row("surnames:").Select((name, rank) => new WeightedName(name, Weight(rank, flat: 30))),
                .. Pairs(Row("surnames-in-pairs:")),
            ],
            [
                .. Row("male:").Select((name, rank) => Given(name, Sex.Male, rank)),
                .. Row("female:").Select((name, rank) => Given(name, Sex.Female, rank)),
            ]
        );
    }

    /// <summary>The father's surname and the mother's.</summary>
    private static IEnumerable<WeightedName> Pairs(string[] names) =>
        from first in names.Index()
        from second in names.Index()
        select new WeightedName($"{first.Item} {second.Item}", Weight(first.Index, flat: 30) / (second.Index + 30));

    private static WeightedGivenName Given(string name, Sex sex, int rank) =>
        new(name, sex, [.. Enumerable.Repeat(Weight(rank, flat: 5), BirthCohorts.Count)]);

    private static int Weight(int rank, int flat) => 1_000_000 / (rank + flat);
}
