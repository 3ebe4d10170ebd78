using System.Diagnostics.CodeAnalysis;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>A patient whose studies are asked for, by the number of an establishment.</summary>
/// <param name="Authority">OID under which the number was given.</param>
/// <param name="Number">The IPP.</param>
internal sealed record AskedPatient(string Authority, string Number)
{
    private const string Prefix = "urn:oid:";

    /// <summary>FHIR's form, <c>OID|number</c>, with or without <c>urn:oid:</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AskedPatient? patient)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        var authority = parts[0].StartsWith(Prefix, StringComparison.Ordinal) ? parts[0][Prefix.Length..] : parts[0];
        patient =
            parts.Length == 2
            && authority.Contains('.', StringComparison.Ordinal)
            && authority.All(c => char.IsAsciiDigit(c) || c == '.')
            && QidoQuery.IsAskable(new(authority, parts[1], TypeCode: null, Use: null))
                ? new(authority, parts[1])
                : null;
        return patient is not null;
    }

    /// <summary>Masked: a number is a patient's.</summary>
    public override string ToString() => "a patient";
}
