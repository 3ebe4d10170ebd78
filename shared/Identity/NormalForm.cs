using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>
/// The form in which names are compared: upper case, without marks, ligatures spelled out, one kind of apostrophe, dash
/// and space. Never sent to Krypton, whose search is literal.
/// </summary>
/// <remarks>Written without <see cref="string.Normalize()"/>, which does nothing where globalization is
/// invariant.</remarks>
public static class NormalForm
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>
    /// Folds case, marks, ligatures (œ → OE, æ → AE, ß → SS), apostrophes, dashes and spaces; runs of spaces become
    /// one, ends are trimmed, control and formatting characters go. Idempotent. Null gives the empty text.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        if (IsNormal(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length + 2);
        foreach (var character in text)
        {
            Append(folded, character);
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// The normal form without its separators: <c>D'ANGELO</c>, <c>D ANGELO</c> and <c>DANGELO</c> are all
    /// <c>DANGELO</c>. Idempotent.
    /// </summary>
    public static string Compact(string? text)
    {
        if (text is not null && text.AsSpan().IndexOfAnyExcept(Letters) < 0)
        {
            return text;
        }

        var normal = Of(text);
        return normal.AsSpan().IndexOfAnyExcept(Letters) < 0
            ? normal
            : string.Create(
                CountLetters(normal),
                normal,
                static (target, source) =>
                {
                    var at = 0;
                    foreach (var character in source)
                    {
                        if (char.IsLetterOrDigit(character))
                        {
                            target[at++] = character;
                        }
                    }
                }
            );
    }

    /// <summary>The parts of a name between its separators, in order, in normal form.</summary>
    public static string[] Parts(string? text) => Of(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    internal static bool IsMark(char character) => character is >= FirstMark and <= LastMark;

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    private static readonly System.Buffers.SearchValues<char> LettersAndJoins = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'"
    );

    private static readonly char[] Separators = [' ', '-', '\'', ',', '.', '/'];

    private static bool IsNormal(string text) => text.AsSpan().IndexOfAnyExcept(LettersAndJoins) < 0;

    private static int CountLetters(string text)
    {
        var count = 0;
        foreach (var character in text)
        {
            count += char.IsLetterOrDigit(character) ? 1 : 0;
        }

        return count;
    }

    private static void Append(StringBuilder folded, char character)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            folded.Append(char.ToUpperInvariant(character));
            return;
        }

        switch (Punctuation.Fold(character))
        {
            case ' ' when folded.Length > 0 && folded[^1] != ' ':
                folded.Append(' ');
                break;
            case ' ' or '\0':
                break;
            case var same when same != character || char.IsAscii(character):
                folded.Append(same);
                break;
            default:
                LatinLetters.AppendFolded(folded, character);
                break;
        }
    }
}
