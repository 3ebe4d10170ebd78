namespace KryptonMock.Patients;

/// <summary>The parameters of a Patient search: what they ask for, and which of them are applied.</summary>
internal sealed record SearchParameters
{
    private static readonly string[] Known = ["_id", "identifier", "family", "given", "birthdate", "gender", "active"];

    public required PatientCriteria Criteria { get; init; }

    /// <summary>Name and value of those applied, as given: the self link repeats them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Applied { get; init; }

    public required int PageSize { get; init; }

    /// <summary>
    /// Reads the parameters; an unknown or ignored one is passed over, as FHIR's lenient handling allows.
    /// </summary>
    /// <exception cref="FormatException">A value cannot be used; the message names the parameter only.</exception>
    public static SearchParameters Read(IReadOnlyList<KeyValuePair<string, string>> parameters, SearchTraits traits)
    {
        var applied = parameters
            .Where(parameter =>
                Known.Contains(parameter.Key)
                && !traits.IgnoredParameters.Contains(parameter.Key)
                && parameter.Value.Length > 0
            )
            .ToList();
        var lists = applied
            .Select(parameter => (parameter.Key, Values: FhirValues.Alternatives(parameter.Value)))
            .ToList();
        if (!traits.OrLists && lists.Any(list => list.Values.Count > 1))
        {
            throw new NotSupportedException("Lists of alternatives are not supported.");
        }

        IReadOnlyList<string>[] Of(string name) =>
            [.. lists.Where(list => list.Key == name).Select(list => list.Values)];
        IReadOnlyList<string>[] Texts(string name) =>
            [.. Of(name).Select(values => values.Select(FhirValues.Unescape).ToList())];
        return new SearchParameters
        {
            Applied = applied,
            PageSize = PageSizeOf(parameters, traits.PageCap),
            Criteria = new PatientCriteria
            {
                Ids = Texts("_id"),
                Identifiers = [.. Of("identifier").Select(values => values.Select(Identifier).ToList())],
                Family = Texts("family"),
                Given = Texts("given"),
                BirthDate = [.. Of("birthdate").Select(values => values.Select(BirthDate).ToList())],
                Gender = Texts("gender"),
                Active = Of("active") is [[var text, ..], ..] ? text == "true" : null,
            },
        };
    }

    private static int PageSizeOf(IReadOnlyList<KeyValuePair<string, string>> parameters, int cap)
    {
        if (parameters.LastOrDefault(parameter => parameter.Key == "_count").Value is not { } count)
        {
            return cap;
        }

        return int.TryParse(count, out var size) && size >= 0
            ? Math.Min(size, cap)
            : throw new FormatException("_count is no number.");
    }

    private static IdentifierValue Identifier(string alternative) =>
        FhirValues.TokenParts(alternative) switch
        {
            [var value] => new(null, value),
            [_, ""] => throw new FormatException("identifier has no value."),
            [var system, var value] => new(system, value),
            _ => throw new FormatException("identifier has more than one bar."),
        };

    private static BirthDateRange BirthDate(string alternative) =>
        BirthDateRange.TryParse(alternative, out var range)
            ? range
            : throw new FormatException("birthdate is no FHIR date.");
}
