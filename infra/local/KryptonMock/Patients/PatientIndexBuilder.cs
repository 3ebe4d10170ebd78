using System.Text.Json;

namespace KryptonMock.Patients;

/// <summary>
/// Takes FHIR Patients as UTF-8 JSON and makes the index of them. A later record with the id of an earlier one is
/// refused.
/// </summary>
/// <param name="folding">What the platform ignores in names.</param>
public sealed class PatientIndexBuilder(NameFolding folding)
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    internal NameFolding Folding => folding;

    internal JsonStore Store { get; } = new();

    internal List<string> Ids { get; } = [];

    internal IReadOnlyDictionary<string, int> Positions => positions;

    internal List<int> BirthDates { get; } = [];

    internal List<string?> Genders { get; } = [];

    internal List<bool> Active { get; } = [];

    internal KeyIndexBuilder Families { get; } = new();

    internal KeyIndexBuilder Givens { get; } = new();

    internal KeyIndexBuilder Identifiers { get; } = new();

    /// <exception cref="JsonException">The text is no FHIR Patient with an id, or the id is there already.</exception>
    public void Add(ReadOnlyMemory<byte> json)
    {
        var patient = PatientFields.Read(json);
        if (!positions.TryAdd(patient.Id, Store.Count))
        {
            throw new JsonException($"Patient/{patient.Id} stands twice in the population.");
        }

        Ids.Add(patient.Id);
        Store.Add(json.Span);
        BirthDates.Add(BirthDateRange.Number(patient.BirthDate));
        Genders.Add(patient.Gender is null ? null : string.Intern(patient.Gender));
        Active.Add(patient.Active);
        Add(Families, patient.Families.Select(folding.Fold));
        Add(Givens, patient.Givens.Select(folding.Fold));
        Add(
            Identifiers,
            patient.Identifiers.Select(identifier => IdentifierKey(identifier.System ?? "", identifier.Value))
        );
    }

    public PatientIndex Build() => new(this);

    /// <summary>
    /// Value before system, so that a value of any system is a prefix. A zero character cannot stand in either.
    /// </summary>
    internal static string IdentifierKey(string? system, string value) =>
        system is null ? value + '\0' : value + '\0' + system;

    private static void Add(KeyIndexBuilder index, IEnumerable<string> keys)
    {
        index.BeginRecord();
        foreach (var key in keys)
        {
            index.Add(key);
        }
    }
}
