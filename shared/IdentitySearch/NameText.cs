using System.Globalization;
using System.Text;
using KryptonFunctions.Access;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Reads a name from outside. Invisible formatting (direction marks, zero-width characters) is dropped, spaces are
/// folded; what FHIR escapes (<c>, | $ \</c>) stays, as the client escapes it.
/// </summary>
internal static class NameText
{
    /// <summary>The longest name taken; the ANS guide of the INS has the same bound.</summary>
    public const int MaxLength = 100;

    /// <summary>Cleans a name.</summary>
    public static CleanName Read(string? text)
    {
        if (text is null)
        {
            return CleanName.None;
        }

        if (text.Length > MaxLength)
        {
            return CleanName.Refused(
                new($"Un nom a {MaxLength} caractères au plus.", $"A name has at most {MaxLength} characters.")
            );
        }

        var clean = new StringBuilder(text.Length);
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : string.Empty);
                    break;
                case var category when IsLetter(category):
                    letters++;
                    clean.Append(rune.ToString());
                    break;
                case var category when IsText(category) && rune != Rune.ReplacementChar:
                    clean.Append(rune.ToString());
                    break;
                default:
                    return CleanName.Refused(
                        new(
                            "Le nom contient des caractères qu'aucun nom ne porte (commandes, pictogrammes).",
                            "The name holds characters that no name has, such as controls or pictures."
                        )
                    );
            }
        }

        return letters > 0
            ? new CleanName(clean.ToString().TrimEnd(), Error: null)
            : CleanName.Refused(new("Le nom ne contient aucune lettre.", "The name holds no letter."));
    }

    private static bool IsLetter(UnicodeCategory category) =>
        category
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter;

    private static bool IsText(UnicodeCategory category) =>
        category
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.DashPunctuation
                or UnicodeCategory.ConnectorPunctuation
                or UnicodeCategory.OtherPunctuation
                or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation
                or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.MathSymbol
                or UnicodeCategory.CurrencySymbol
                or UnicodeCategory.ModifierSymbol;
}

/// <summary>A name from outside, cleaned.</summary>
/// <param name="Name">Null where there is none, or none that can be used.</param>
/// <param name="Error">Why it cannot be used, or null.</param>
internal readonly record struct CleanName(string? Name, Wording? Error)
{
    public static CleanName None => default;

    public static CleanName Refused(Wording error) => new(Name: null, error);
}
