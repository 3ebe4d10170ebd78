using System.Text.RegularExpressions;

namespace KryptonFunctions.Identity;

/// <summary>
/// The national number of somebody who acts in health care, as Pro Santé Connect and the cards carry it
/// (<c>SubjectNameID</c>; OID 1.2.250.1.71.4.2.1): one digit for the kind, then the number of that kind. Upper case.
/// </summary>
/// <remarks>
/// Kinds (ANS, TRE_G08): <c>8</c> and the 11 digits of an RPPS; <c>0</c> and the 9 characters of an ADELI, no longer
/// given out; <c>3</c>, a FINESS, <c>/</c> and the establishment's own number (holders of a CPE, such as a secretary);
/// <c>5</c>, a SIRET, <c>/</c> and the employer's own number (an agency). The own number has 1 to 32 letters, digits,
/// dots, hyphens or underscores.
/// </remarks>
public readonly partial record struct Idnps
{
    private Idnps(string value) => Value = value;

    /// <summary>As it stands in a token.</summary>
    public string Value { get; }

    /// <summary>
    /// False for the staff of an agency or company: it may audit and administer, and takes no part in anybody's care.
    /// </summary>
    public bool MayGiveCare => Value[0] is not '5';

    public static bool TryParse(string? text, out Idnps idnps)
    {
        var good = text is not null && Form().IsMatch(text);
        idnps = good ? new Idnps(text!) : default;
        return good;
    }

    /// <summary>Masked: its kind.</summary>
    public override string ToString() => Value is null ? "IDNPS" : $"IDNPS {Value[0]}…";

    [GeneratedRegex(
        @"\A(?:8[0-9]{11}|0[0-9][0-9AB][0-9]{7}|3[0-9][0-9AB][0-9]{7}/[A-Za-z0-9._-]{1,32}"
            + @"|5[0-9]{14}/[A-Za-z0-9._-]{1,32})\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
