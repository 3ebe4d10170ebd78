namespace KryptonMock.Patients;

/// <summary>
/// Search values as FHIR writes them: a comma separates alternatives, a bar system and value; a backslash before <c>, |
/// $ \</c> makes them literal.
/// </summary>
internal static class FhirValues
{
    /// <summary>The alternatives of a parameter, still escaped, empty ones left out.</summary>
    public static IReadOnlyList<string> Alternatives(string parameter) =>
        [.. Split(parameter, ',').Where(value => value.Length > 0)];

    /// <summary>The parts of a token value, unescaped: one without a bar, two with one.</summary>
    public static IReadOnlyList<string> TokenParts(string alternative) => [.. Split(alternative, '|').Select(Unescape)];

    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var text = new System.Text.StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            text.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == separator)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
