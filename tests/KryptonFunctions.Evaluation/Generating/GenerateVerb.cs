using System.CommandLine;
using KryptonFunctions.Evaluation.Measuring;
using KryptonMock.Generation;
using KryptonMock.Patients;
using KryptonMock.Population;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>Makes a population and searches in it.</summary>
internal static class GenerateVerb
{
    private static readonly NumberOption Persons = new("--persons");
    private static readonly NumberOption Seed = new("--seed", 1);
    private static readonly NumberOption Errors = new("--errors", 1);
    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Required = true };
    private static readonly NumberOption Present = new("--present", 5000);
    private static readonly NumberOption Absent = new("--absent", 10_000);
    private static readonly Option<string> Names = NamesOption();
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

    public static Option<string> NamesOption() =>
        new Option<string>("--names") { DefaultValueFactory = _ => "french" }.AcceptOnlyFromAmong(NamePool.Known);

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

    /// <summary>Writes both files.</summary>
    public static (int Records, int Searches) Generate(GenerateOptions options)
    {
        var searches = new DrawnSearches(options);
        var records = PopulationWriter.Write(options.Folder, searches.Population(), options.Seed);
        var all = searches.All();
        File.WriteAllLines(
            Path.Combine(options.Folder, GenerateOptions.Searches),
            all.Select(search => search.ToLine())
        );
        return (records, all.Count);
    }

    /// <summary>The same without files.</summary>
    public static (PatientIndex Index, IReadOnlyList<EvaluatedSearch> Searches) Register(
        GenerateOptions options,
        PatientIndexBuilder builder
    )
    {
        var searches = new DrawnSearches(options);
        foreach (var record in searches.Population().SelectMany(person => person.Records))
        {
            builder.Add(PatientJson.Write(record));
        }

        return (builder.Build(), searches.All());
    }
}
