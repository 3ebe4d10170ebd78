using System.Globalization;
using System.Text;

namespace KryptonFunctions.Functions.Traces;

/// <summary>
/// A cell of a CSV file that no spreadsheet takes for a formula. The quotes alone do not see to it: one that expects
/// semicolons or tabs splits inside them, and spaces before a formula are passed over.
/// </summary>
internal static class CsvCell
{
    // Their wide forms too: some spreadsheets read them likewise.
    private const string Formulas = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
    private const string Separators = ",;|\"'";

    /// <summary>Quoted; an apostrophe stands before what would begin a formula, a space for the unseen.</summary>
    public static string Of(string text)
    {
        var cell = new StringBuilder(text.Length + 2).Append('"');
        var begins = true;
        foreach (var read in text)
        {
            var c = IsUnseen(read) ? ' ' : read;
            if (begins && Formulas.Contains(c, StringComparison.Ordinal))
            {
                cell.Append('\'');
            }

            cell.Append(c == '"' ? "\"\"" : c);
            begins = char.IsWhiteSpace(c) || Separators.Contains(c, StringComparison.Ordinal);
        }

        return cell.Append('"').ToString();
    }

    private static bool IsUnseen(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
}
