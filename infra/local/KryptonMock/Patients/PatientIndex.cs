namespace KryptonMock.Patients;

/// <summary>
/// The records of a population, searchable as the platform searches. No HTTP, no state that changes: one instance serves any number of threads.
/// Names match from their start and ignore case; accents, hyphens, apostrophes and spaces count unless <see cref="NameFolding"/> says otherwise.
/// </summary>
public sealed class PatientIndex
{
    private readonly JsonStore _store;
    private readonly IReadOnlyDictionary<string, int> _positions;
    private readonly string[] _ids;
    private readonly BirthDateIndex _birthDates;
    private readonly KeyIndex _families;
    private readonly KeyIndex _givens;
    private readonly KeyIndex _identifiers;
    private readonly string?[] _genders;
    private readonly bool[] _active;
    private readonly NameFolding _folding;

    internal PatientIndex(PatientIndexBuilder built)
    {
        _store = built.Store;
        _positions = built.Positions;
        _ids = [.. built.Ids];
        _folding = built.Folding;
        _birthDates = new BirthDateIndex([.. built.BirthDates]);
        _families = built.Families.Build();
        _givens = built.Givens.Build();
        _identifiers = built.Identifiers.Build();
        _genders = [.. built.Genders];
        _active = [.. built.Active];
    }

    /// <summary>How many records there are.</summary>
    public int Count => _store.Count;

    /// <summary>The record's FHIR JSON, UTF-8, as loaded.</summary>
    public ReadOnlySpan<byte> Json(int position) => _store[position];

    /// <summary>The record's FHIR id.</summary>
    public string Id(int position) => _ids[position];

    /// <summary>Finds a record by its FHIR id.</summary>
    public bool TryFind(string id, out int position) => _positions.TryGetValue(id, out position);

    /// <summary>The records that match. Criteria that are not enough are no error here: the platform's rule is <see cref="PatientCriteria.IsEnough"/>.</summary>
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
            yield return new DateClause(_birthDates, dates);
        }

        foreach (var values in criteria.Identifiers)
        {
            yield return new KeyClause(_identifiers, [.. values.Select(Range)]);
        }

        foreach (var (index, values) in criteria.Family.Select(values => (_families, values)).Concat(criteria.Given.Select(values => (_givens, values))))
        {
            yield return new KeyClause(index, [.. values.Select(_folding.Fold).Select(value => exactNames ? index.EqualTo(value) : index.StartingWith(value))]);
        }

        foreach (var codes in criteria.Gender)
        {
            yield return new TestClause(Count, record => codes.Contains(_genders[record], StringComparer.OrdinalIgnoreCase));
        }

        foreach (var ids in criteria.Ids)
        {
            var wanted = ids.Select(id => _positions.GetValueOrDefault(id, -1)).ToHashSet();
            yield return new TestClause(Count, wanted.Contains);
        }

        if (criteria.Active is { } wantedActive)
        {
            yield return new TestClause(Count, record => _active[record] == wantedActive);
        }
    }

    private KeyRange Range(IdentifierValue identifier)
    {
        var key = PatientIndexBuilder.IdentifierKey(identifier.System, identifier.Value);
        return identifier.System is null ? _identifiers.StartingWith(key) : _identifiers.EqualTo(key);
    }
}
