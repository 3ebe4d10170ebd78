namespace KryptonFunctions.Identity;

/// <summary>The RPPS number of a professional: 11 digits.</summary>
public readonly record struct Rpps
{
    private Rpps(string value) => Value = value;

    /// <summary>The 11 digits.</summary>
    public string Value { get; }

    /// <summary>The form of Pro Santé Connect's <c>SubjectNameID</c>: <c>8</c> and the RPPS.</summary>
    public string SubjectNameId => "8" + Value;

    /// <summary>Reads 11 digits, or the 12 of a <c>SubjectNameID</c> that begins with <c>8</c>.</summary>
    public static bool TryParse(string? text, out Rpps rpps)
    {
        var digits = text is ['8', _, _, _, _, _, _, _, _, _, _, _] ? text[1..] : text;
        var good = digits is { Length: 11 } && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
        rpps = good ? new Rpps(digits!) : default;
        return good;
    }

    /// <summary>Masked: the last three digits.</summary>
    public override string ToString() => Value is null ? "RPPS" : $"RPPS ********{Value[^3..]}";
}
