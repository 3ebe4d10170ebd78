using KryptonFunctions.Evaluation.Measuring;
using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Makes a population and searches in it. One person in twenty is held out, so that among the absent there are twins
/// and children of people who are there; the other absent ones are strangers.
/// </summary>
internal static class GenerateVerb
{
    public const string Usage =
        "generate --persons N --seed S --errors 1|2 --out DIR [--present 5000] [--absent 10000] [--names "
        + "french|anglo|arabic] [--without-birth-place] [--tenth-without-date]";

    private const int HeldOut = 20;

    public static int Run(string[] given)
    {
        var arguments = new Arguments(
            given,
            ["--persons", "--seed", "--errors", "--out", "--present", "--absent", "--names"],
            ["--without-birth-place", "--tenth-without-date"]
        );
        var (records, searches) = Generate(
            new GenerateOptions
            {
                Persons = arguments.Number("--persons"),
                Seed = arguments.Number("--seed", 1),
                Errors = arguments.Number("--errors", 1),
                Folder = arguments["--out"],
                Present = arguments.Number("--present", 5000),
                Absent = arguments.Number("--absent", 10_000),
                Names = arguments.Text("--names", "french"),
                WithoutBirthPlace = arguments.Has("--without-birth-place"),
                TenthWithoutDate = arguments.Has("--tenth-without-date"),
            }
        );
        Console.WriteLine(
            $"{records} records and {searches} searches in {arguments["--out"]}: --population {arguments["--out"]} "
                + $"--searches {Path.Combine(arguments["--out"], GenerateOptions.Searches)}"
        );
        return 0;
    }

    public static (int Records, int Searches) Generate(GenerateOptions options)
    {
        var source = new SearchSource(options.Seed);
        var names = NamePool.Of(options.Names);
        var searches = new List<EvaluatedSearch>();
        var heldOut = new List<EvaluatedSearch>();
        var every = Math.Max(1, options.Persons / Math.Max(1, options.Present));
        var spoil = new Spoiling(options);

        IEnumerable<GeneratedPerson> Kept()
        {
            foreach (
                var (number, person) in PopulationGenerator
                    .Generate(options.Persons, options.Seed, options.Errors, names)
                    .Index()
            )
            {
                if (number % HeldOut == HeldOut - 1)
                {
                    heldOut.Add(source.Of($"held-out-{number}", person.Traits, []));
                    continue;
                }

                var spoilt = spoil.Of(person);
                if (number % every == 0 && searches.Count < options.Present)
                {
                    searches.Add(source.Of($"present-{number}", person.Traits, spoilt.Records));
                }

                yield return spoilt;
            }
        }

        var records = PopulationWriter.Write(options.Folder, Kept(), options.Seed);
        searches.AddRange(heldOut.Take(options.Absent / 2));
        var strangers = options.Absent - Math.Min(heldOut.Count, options.Absent / 2);
        searches.AddRange(
            PopulationGenerator
                .Absent(strangers, options.Seed, names)
                .Select((person, number) => source.Of($"absent-{number}", person, []))
        );
        File.WriteAllLines(
            Path.Combine(options.Folder, GenerateOptions.Searches),
            searches.Select(search => search.ToLine())
        );
        return (records, searches.Count);
    }
}
