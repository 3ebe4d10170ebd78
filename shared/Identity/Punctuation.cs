using System.Globalization;

namespace KryptonFunctions.Identity;

/// <summary>
/// Folds the many apostrophes, dashes and spaces that keyboards and code pages made of three characters.
/// </summary>
internal static class Punctuation
{
    /// <summary>
    /// Gives <c>'</c>, <c>-</c> or a space for their kinds, <c>\0</c> for what has no place in a name (controls,
    /// direction marks), else the character.
    /// </summary>
    public static char Fold(char character) =>
        character switch
        {
            '\'' or '’' or '‘' or '‛' or 'ʼ' or 'ʹ' or 'ʻ' or '´' or '`' or '′' or '＇' => '\'',
            '-' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '﹣' or '－' => '-',
            '\t' or '\n' or '\r' or '_' => ' ',
            _ => char.GetUnicodeCategory(character) switch
            {
                UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    ' ',
                UnicodeCategory.Control or UnicodeCategory.Format => '\0',
                _ => character,
            },
        };
}
