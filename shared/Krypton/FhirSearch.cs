using System.Text;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Search parameters as FHIR R4 writes them (search.html#escaping): alternatives are joined by commas, and inside a
/// value
/// <c>\ , | $</c> are escaped by a backslash, so that no name can become a second criterion or a wider search.
/// </summary>
public static class FhirSearch
{
    internal const string Identifier = "identifier";
    internal const string Family = "family";
    internal const string Given = "given";
    internal const string BirthDate = "birthdate";
    internal const string Gender = "gender";

    /// <summary>How many records the page holds: no criterion.</summary>
    internal const string Count = "_count";

    /// <summary>Escapes one value.</summary>
    public static string Escape(string value)
    {
        if (value.AsSpan().IndexOfAny("\\,|$") < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length + 4);
        foreach (var c in value)
        {
            (c is '\\' or ',' or '|' or '$' ? text.Append('\\') : text).Append(c);
        }

        return text.ToString();
    }

    /// <summary>
    /// One value escaped for FHIR and for a query; the colon, which a query may hold, stays readable.
    /// </summary>
    internal static string QueryText(string value) =>
        Uri.EscapeDataString(Escape(value)).Replace("%3A", ":", StringComparison.Ordinal);

    /// <summary>
    /// The parameters of a Patient search, or null for a query that must not be sent: without any criterion, or with
    /// one whose alternatives are all blank, which a server would pass over.
    /// </summary>
    internal static IReadOnlyList<KeyValuePair<string, string>>? Parameters(PatientQuery query, int count)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        var sound =
            Add(
                Identifier,
                query.Identifiers.Where(i => !string.IsNullOrWhiteSpace(i.Value)).Select(Token),
                query.Identifiers.Count
            )
            && Add(Family, Texts(query.Family), query.Family.Count)
            && Add(Given, Texts(query.Given), query.Given.Count)
            && Add(BirthDate, Texts(query.BirthDate), query.BirthDate.Count);
        if (!sound || parameters.Count == 0)
        {
            return null;
        }

        if (query.Gender is { } gender)
        {
            parameters.Add(new(Gender, gender.ToString().ToLowerInvariant()));
        }

        parameters.Add(new(Count, count.ToString()));
        return parameters;

        bool Add(string name, IEnumerable<string> alternatives, int asked)
        {
            var value = string.Join(',', alternatives);
            if (value.Length > 0)
            {
                parameters.Add(new(name, value));
            }

            return asked == 0 || value.Length > 0;
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<string> values) =>
        values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(Escape);

    private static string Token(QueriedIdentifier identifier) =>
        $"{Escape(System(identifier.Authority))}|{Escape(identifier.Value)}";

    // An authority is an OID, or already a URI.
    private static string System(string authority) =>
        authority.Contains(':', StringComparison.Ordinal) ? authority : $"urn:oid:{authority}";
}
