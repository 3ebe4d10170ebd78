using KryptonMock.Generation.Records;

namespace KryptonMock.Generation;

/// <summary>
/// Invents persons with French names by frequency and the records that several establishments keep of them, each in its
/// own way of writing and with its own errors. The same arguments give the same persons; nothing is held in memory.
/// Rates: design of the identity search, 'Generator per Krypton record'.
/// </summary>
public static class PopulationGenerator
{
    /// <summary>Keeps the absent apart from the present of the same seed.</summary>
    private const int AbsentSeed = 0x0AB5E47;

    /// <summary>Persons with one to four records each (two on average).</summary>
    /// <param name="persons">How many; relatives count.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="errors">Factor of all error rates: 1 as observed, 2 for the stress.</param>
    /// <param name="names">Names to draw from. Default: French ones.</param>
    public static IEnumerable<GeneratedPerson> Generate(
        int persons,
        int seed,
        double errors = 1,
        NameLists? names = null
    )
    {
        var random = new Random(seed);
        var register = new RecordSource(random, errors);
        return new PersonSource(random, names)
            .Persons()
            .Take(persons)
            .Select(person => new GeneratedPerson(person, register.RecordsOf(person)));
    }

    /// <summary>Persons of the same kind of whom the platform knows nothing.</summary>
    public static IEnumerable<TrueTraits> Absent(int persons, int seed, NameLists? names = null) =>
        new PersonSource(new Random(seed ^ AbsentSeed), names).Persons().Take(persons);
}
