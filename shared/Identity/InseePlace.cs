namespace KryptonFunctions.Identity;

/// <summary>
/// Codes of INSEE's Code officiel géographique: a commune (<c>33063</c>, <c>2A004</c>), or <c>99</c> and a country.
/// </summary>
public static class InseePlace
{
    /// <summary>The code in upper case, or null if the text is none. A deleted commune is still a code.</summary>
    public static string? Parse(string? text)
    {
        var code = text?.Trim().ToUpperInvariant();
        var good =
            code is { Length: 5 }
            && char.IsAsciiDigit(code[0])
            && (char.IsAsciiDigit(code[1]) || (code[0] == '2' && code[1] is 'A' or 'B'))
            && !code.AsSpan(2).ContainsAnyExceptInRange('0', '9');
        return good ? code : null;
    }

    /// <summary>The département: two characters, three overseas (<c>971</c>); <c>99</c> for any place abroad.</summary>
    public static ReadOnlySpan<char> Department(string code) =>
        code.StartsWith("97", StringComparison.Ordinal) || code.StartsWith("98", StringComparison.Ordinal)
            ? code.AsSpan(0, 3)
            : code.AsSpan(0, 2);
}
