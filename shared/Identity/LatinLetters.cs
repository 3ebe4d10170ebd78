using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>The Latin letters with marks, each with its letter without; and the letters that stand for two.</summary>
internal static class LatinLetters
{
    private const char First = '\u00C0';
    private const char Last = '\u1EFF';

    private static readonly string[] Rows =
    [
        "AÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ",
        "BḂḄḆ",
        "CÇĆĈĊČḈ",
        "DĎḊḌḎḐḒĐÐ",
        "EÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        "FḞ",
        "GĜĞĠĢǦǴḠ",
        "HĤȞḢḤḦḨḪẖĦ",
        "IÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊı",
        "JĴǰ",
        "KĶǨḰḲḴ",
        "LĹĻĽḶḸḺḼŁ",
        "MḾṀṂ",
        "NÑŃŅŇǸṄṆṈṊ",
        "OÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢØ",
        "PṔṖ",
        "RŔŖŘȐȒṘṚṜṞ",
        "SŚŜŞŠȘṠṢṤṦṨ",
        "TŢŤȚṪṬṮṰẗŦ",
        "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
        "VṼṾ",
        "WŴẀẂẄẆẈẘ",
        "XẊẌ",
        "YÝŶŸȲẎẙỲỴỶỸ",
        "ZŹŻŽẐẒẔ",
    ];

    private static readonly char[] Plain = Table();

    /// <summary>
    /// Appends the character without its mark and in upper case; a combining mark alone adds nothing.
    /// </summary>
    public static void AppendFolded(StringBuilder folded, char character)
    {
        switch (character)
        {
            case 'œ' or 'Œ':
                folded.Append("OE");
                break;
            case 'æ' or 'Æ':
                folded.Append("AE");
                break;
            case 'ß' or 'ẞ':
                folded.Append("SS");
                break;
            case var _ when NormalForm.IsMark(character):
                break;
            default:
                folded.Append(WithoutMark(char.ToUpperInvariant(character)));
                break;
        }
    }

    private static char WithoutMark(char upper) =>
        upper is >= First and <= Last && Plain[upper - First] is var plain and not '\0' ? plain : upper;

    private static char[] Table()
    {
        var table = new char[Last - First + 1];
        foreach (var row in Rows)
        {
            foreach (var marked in row.AsSpan(1))
            {
                table[marked - First] = row[0];
            }
        }

        return table;
    }
}
