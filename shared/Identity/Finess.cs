namespace KryptonFunctions.Identity;

/// <summary>
/// The FINESS number of an establishment: nine characters, digits or a Corsican <c>2A</c>/<c>2B</c> at the start. Not
/// personal.
/// </summary>
public readonly record struct Finess
{
    private Finess(string value) => Value = value;

    /// <summary>The nine characters, upper case.</summary>
    public string Value { get; }

    /// <summary>Reads nine characters; the Luhn key is not checked, as old numbers in use do not all fit it.</summary>
    public static bool TryParse(string? text, out Finess finess)
    {
        var upper = text?.Trim().ToUpperInvariant();
        var good =
            upper is { Length: 9 }
            && (char.IsAsciiDigit(upper[1]) || (upper[0] == '2' && upper[1] is 'A' or 'B'))
            && char.IsAsciiDigit(upper[0])
            && !upper.AsSpan(2).ContainsAnyExceptInRange('0', '9');
        finess = good ? new Finess(upper!) : default;
        return good;
    }

    public override string ToString() => Value ?? string.Empty;
}
