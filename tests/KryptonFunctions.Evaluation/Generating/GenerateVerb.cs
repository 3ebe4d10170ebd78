using System.CommandLine;
using KryptonFunctions.Evaluation.Measuring;
using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Makes a population and searches in it. One person in twenty is held out, so that among the absent there are twins
/// and children of people who are there; the other absent ones are strangers.
/// </summary>
internal static class GenerateVerb
{
    private const int HeldOut = 20;

    private static readonly NumberOption Persons = new("--persons");
    private static readonly NumberOption Seed = new("--seed", 1);
    private static readonly NumberOption Errors = new("--errors", 1);
    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Required = true };
    private static readonly NumberOption Present = new("--present", 5000);
    private static readonly NumberOption Absent = new("--absent", 10_000);
    private static readonly Option<string> Names = new Option<string>("--names")
    {
        DefaultValueFactory = _ => "french",
    }.AcceptOnlyFromAmong("french", "anglo", "arabic");
    private static readonly Option<bool> WithoutBirthPlace = new("--without-birth-place");
    private static readonly Option<bool> TenthWithoutDate = new("--tenth-without-date");

    public static Command Command()
    {
        var command = new Command("generate", "Makes a population and searches in it")
        {
            Persons,
            Seed,
            Errors,
            Out,
            Present,
            Absent,
            Names,
            WithoutBirthPlace,
            TenthWithoutDate,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var folder = given.GetRequiredValue(Out);
        var (records, searches) = Generate(
            new GenerateOptions
            {
                Persons = given.GetValue(Persons),
                Seed = given.GetValue(Seed),
                Errors = given.GetValue(Errors),
                Folder = folder,
                Present = given.GetValue(Present),
                Absent = given.GetValue(Absent),
                Names = given.GetRequiredValue(Names),
                WithoutBirthPlace = given.GetValue(WithoutBirthPlace),
                TenthWithoutDate = given.GetValue(TenthWithoutDate),
            }
        );
        Console.WriteLine(
            $"{records} records and {searches} searches in {folder}: --population {folder} "
                + $"--searches {Path.Combine(folder, GenerateOptions.Searches)}"
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
