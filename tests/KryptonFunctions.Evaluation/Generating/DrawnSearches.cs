using KryptonFunctions.Evaluation.Measuring;
using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Draws the searches of a population while it is made. One person in twenty is held out, so that among the absent are
/// twins and children of people who are there; the other absent ones are strangers.
/// </summary>
internal sealed class DrawnSearches(GenerateOptions options)
{
    private const int HeldOutOf = 20;
    private readonly NameLists? names = NamePool.Of(options.Names);
    private readonly SearchSource source = new(options.Seed);
    private readonly Spoiling spoil = new(options);
    private readonly List<EvaluatedSearch> present = [];
    private readonly List<EvaluatedSearch> heldOut = [];

    /// <summary>The persons who are there; to be gone through once.</summary>
    public IEnumerable<GeneratedPerson> Population()
    {
        var every = Math.Max(1, options.Persons / Math.Max(1, options.Present));
        foreach (
            var (number, person) in PopulationGenerator
                .Generate(options.Persons, options.Seed, options.Errors, names)
                .Index()
        )
        {
            if (number % HeldOutOf == HeldOutOf - 1)
            {
                heldOut.Add(source.Of($"held-out-{number}", person.Traits, []));
                continue;
            }

            var spoilt = spoil.Of(person);
            if (number % every == 0 && present.Count < options.Present)
            {
                present.Add(source.Of($"present-{number}", person.Traits, spoilt.Records));
            }

            yield return spoilt;
        }
    }

    /// <summary>All searches, once the population has been gone through.</summary>
    public IReadOnlyList<EvaluatedSearch> All()
    {
        var strangers = options.Absent - Math.Min(heldOut.Count, options.Absent / 2);
        return
        [
            .. present,
            .. heldOut.Take(options.Absent / 2),
            .. PopulationGenerator
                .Absent(strangers, options.Seed, names)
                .Select((person, number) => source.Of($"absent-{number}", person, [])),
        ];
    }
}
