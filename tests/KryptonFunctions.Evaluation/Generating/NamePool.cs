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
    /// <exception cref="FormatException">No such list.</exception>
    public static NameLists? Of(string names) =>
        names switch
        {
            "french" => null,
            "anglo" or "arabic" => Read(names),
            _ => throw new FormatException("--names is french, anglo or arabic."),
        };

    private static NameLists Read(string names)
    {
        using var stream =
            typeof(NamePool).Assembly.GetManifestResourceStream($"names-{names}.txt")
            ?? throw new FormatException($"The list {names} is missing.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] Row(string of) =>
            lines
                .Single(line => line.StartsWith(of, StringComparison.Ordinal))[of.Length..]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return new NameLists(
            [.. Row("surnames:").Select((name, rank) => new WeightedName(name, Weight(rank, flat: 30)))],
            [
                .. Row("male:").Select((name, rank) => Given(name, Sex.Male, rank)),
                .. Row("female:").Select((name, rank) => Given(name, Sex.Female, rank)),
            ]
        );
    }

    private static WeightedGivenName Given(string name, Sex sex, int rank) =>
        new(name, sex, [.. Enumerable.Repeat(Weight(rank, flat: 5), BirthCohorts.Count)]);

    private static int Weight(int rank, int flat) => 1_000_000 / (rank + flat);
}
