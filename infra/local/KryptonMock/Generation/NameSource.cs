using KryptonFunctions.Identity;

namespace KryptonMock.Generation;

/// <summary>Draws names by frequency: surnames of all times, given names by sex and birth cohort.</summary>
internal sealed class NameSource
{
    private const double Compound = 0.05;
    private const double WithParticle = 0.01;
    private static readonly string[] Particles = ["DE ", "DE LA ", "DU "];

    private readonly WeightedChoice<WeightedName> surnames;
    private readonly Dictionary<(Sex Sex, BirthCohort Cohort), WeightedChoice<WeightedGivenName>> givenNames = [];

    public NameSource(NameLists names)
    {
        surnames = new(names.Surnames, surname => surname.Count);
        foreach (var sex in (ReadOnlySpan<Sex>)[Sex.Male, Sex.Female])
        {
            foreach (var cohort in Enum.GetValues<BirthCohort>())
            {
                givenNames[(sex, cohort)] = new(
                    names.GivenNames.Where(given => given.Sex == sex),
                    given => given.Counts[(int)cohort]
                );
            }
        }
    }

    /// <summary>A surname; one in twenty is of two.</summary>
    public string Surname(Random random) =>
        random.NextDouble() switch
        {
            < Compound => $"{Simple(random)}-{Simple(random)}",
            < Compound + WithParticle => WithParticleOf(Simple(random), random),
            _ => Simple(random),
        };

    /// <summary>One to three given names, no name twice.</summary>
    public IReadOnlyList<string> GivenNames(Sex sex, int year, Random random)
    {
        var choice = givenNames[(sex, BirthCohorts.Of(year))];
        var count = random.NextDouble() switch
        {
            < 0.3 => 1,
            < 0.7 => 2,
            _ => 3,
        };
        return [.. Enumerable.Range(0, count).Select(_ => choice.Draw(random).Name).Distinct()];
    }

    private static string WithParticleOf(string name, Random random) =>
        name[0] is 'A' or 'E' or 'É' or 'I' or 'O' or 'U' or 'H'
            ? $"D'{name}"
            : Particles[random.Next(Particles.Length)] + name;

    private string Simple(Random random) => SurnameAccents.Of(surnames.Draw(random).Name);
}
