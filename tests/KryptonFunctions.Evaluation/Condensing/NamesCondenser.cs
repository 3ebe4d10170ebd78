using System.Globalization;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Evaluation.Condensing;

/// <summary>Makes the name resource of <c>shared/Identity/Data</c> from INSEE's two lists.</summary>
internal static class NamesCondenser
{
    // Rarer given names are not worth their place: one that is not listed counts as rare anyway.
    private const int FewestBearers = 100;

    public static async Task<int> RunAsync(string names, string target)
    {
        var surnames = await ReadSurnamesAsync(Directory.EnumerateFiles(names, "noms_*.csv").Single());
        var givenNames = await ReadGivenNamesAsync(Directory.EnumerateFiles(names, "prenoms_*.csv").Single());
        await using (var file = File.Create(target))
        {
            NameData.Write(file, surnames, givenNames);
        }

        Console.WriteLine(
            $"{surnames.Count} surnames, {givenNames.Count} given names by sex: {new FileInfo(target).Length / 1024} "
                + $"KiB in {target}"
        );
        return 0;
    }

    private static async Task<List<WeightedName>> ReadSurnamesAsync(string file)
    {
        var surnames = new List<WeightedName>();
        await foreach (var line in File.ReadLinesAsync(file))
        {
            if (line.Split(';') is [var rank, var name, var count] && char.IsAsciiDigit(rank[0]))
            {
                surnames.Add(new WeightedName(name, Number(count)));
            }
        }

        return surnames;
    }

    private static async Task<List<WeightedGivenName>> ReadGivenNamesAsync(string file)
    {
        var givenNames = new List<WeightedGivenName>();
        await foreach (var line in File.ReadLinesAsync(file))
        {
            if (
                line.Split(';') is ["1" or "2", var name, var total, .. var periods, _] columns
                && name[0] != '_'
                && Number(total) >= FewestBearers
            )
            {
                givenNames.Add(
                    new WeightedGivenName(name, columns[0] == "1" ? Sex.Male : Sex.Female, [.. periods.Select(Number)])
                );
            }
        }

        return givenNames;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
