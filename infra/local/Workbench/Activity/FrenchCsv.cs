using System.Text;

namespace Workbench.Activity;

/// <summary>
/// The API's CSV as a spreadsheet that is set to French opens it by a double click: semicolons between the cells, and
/// the mark without which it takes the text for Windows-1252.
/// </summary>
public static class FrenchCsv
{
    /// <param name="csv">As RFC 4180 has it: what may hold a comma is quoted.</param>
    public static byte[] Of(string csv)
    {
        var text = new StringBuilder(csv.Length);
        var isQuoted = false;
        foreach (var read in csv)
        {
            // A quote within a cell is doubled, so it leaves the cell and comes back.
            isQuoted ^= read == '"';
            text.Append(read == ',' && !isQuoted ? ';' : read);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
