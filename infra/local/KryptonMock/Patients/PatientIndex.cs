namespace KryptonMock.Patients;

/// <summary>
/// The records of a population, searchable as the platform searches. No HTTP, no state that changes: one instance
/// serves any number of threads. Names match from their start and ignore case; accents, hyphens, apostrophes and spaces
/// count unless <see cref="NameFolding"/> says otherwise.
/// </summary>
public sealed class PatientIndex
{
    private readonly JsonStore store;
    private readonly IReadOnlyDictionary<string, int> positions;
    private readonly string[] ids;
    private readonly BirthDateIndex birthDates;
    private readonly KeyIndex families;
    private readonly KeyIndex givens;
    private readonly KeyIndex identifiers;
    private readonly string?[] genders;
    private readonly bool[] active;
    private readonly NameFolding folding;

    internal PatientIndex(PatientIndexBuilder built)
    {
        store = built.Store;
        positions = built.Positions;
        ids = [.. built.Ids];
        folding = built.Folding;
        birthDates = new BirthDateIndex([.. built.BirthDates]);
        families = built.Families.Build();
        givens = built.Givens.Build();
        identifiers = built.Identifiers.Build();
        genders = [.. built.Genders];
        active = [.. built.Active];
    }

    /// <summary>How many records there are.</summary>
    public int Count => store.Count;

    /// <summary>The record's FHIR JSON, UTF-8, as loaded.</summary>
    public ReadOnlySpan<byte> Json(int position) => store[position];

    /// <summary>The record's FHIR id.</summary>
    public string Id(int position) => ids[position];

    /// <summary>Finds a record by its FHIR id.</summary>
    public bool TryFind(string id, out int position) => positions.TryGetValue(id, out position);

    /// <summary>
    /// The records that match. Criteria that are not enough are no error here: the platform's rule is
    /// <see cref="PatientCriteria.IsEnough"/>.
    /// </summary>
    /// <param name="criteria">What to look for.</param>
    /// <param name="exactNames">True for a platform whose names match whole, not from their start.</param>
    public PatientMatches Search(PatientCriteria criteria, bool exactNames = false)
    {
        Clause[] clauses = [.. Clauses(criteria, exactNames)];
        if (clauses.Length == 0)
        {
            return new([.. Enumerable.Range(0, Count)]);
        }

        var anchor = clauses.MinBy(clause => clause.Count)!;
        var candidates = new List<int>();
        anchor.Collect(candidates);
        candidates.Sort();
        var matches = new List<int>();
        var previous = -1;
        foreach (var record in candidates)
        {
            if (record != previous && Array.TrueForAll(clauses, clause => clause == anchor || clause.Holds(record)))
            {
                matches.Add(record);
            }

            previous = record;
        }

        return new(matches);
    }

    private IEnumerable<Clause> Clauses(PatientCriteria criteria, bool exactNames)
    {
        foreach (var dates in criteria.BirthDate)
        {
            yield return new DateClause(birthDates, dates);
        }

        foreach (var values in criteria.Identifiers)
        {
            yield return new KeyClause(identifiers, [.. values.Select(Range)]);
        }

        foreach (
            var (index, values) in criteria
                .Family.Select(values => (families, values))
                .Concat(criteria.Given.Select(values => (givens, values)))
        )
        {
            yield return new KeyClause(
                index,
                [
                    .. values
                        .Select(folding.Fold)
                        .Select(value => exactNames ? index.EqualTo(value) : index.StartingWith(value)),
                ]
            );
        }

        foreach (var codes in criteria.Gender)
        {
            yield return new TestClause(
                Count,
                record => codes.Contains(genders[record], StringComparer.OrdinalIgnoreCase)
            );
        }

        foreach (var found in criteria.Ids)
        {
            var wanted = found.Select(id => positions.GetValueOrDefault(id, -1)).ToHashSet();
            yield return new TestClause(Count, wanted.Contains);
        }

        if (criteria.Active is { } wantedActive)
        {
            yield return new TestClause(Count, record => active[record] == wantedActive);
        }
    }

    private KeyRange Range(IdentifierValue identifier)
    {
        var key = PatientIndexBuilder.IdentifierKey(identifier.System, identifier.Value);
        return identifier.System is null ? identifiers.StartingWith(key) : identifiers.EqualTo(key);
    }
}
