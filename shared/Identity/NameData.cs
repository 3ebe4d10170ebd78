using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>
/// Writes the condensed name lists as they are looked up, so that loading makes no text: count of surnames, each {key,
/// spelling, number of bearers}; count of given names, each {key, spelling, sex, five numbers of births}. Key and
/// spelling are UTF-8 behind one byte of length; the key is the form without accents and separators, by which each list
/// is sorted; the spelling is empty where it is the key. Numbers have variable length. Read by <see cref="NameTable"/>.
/// </summary>
public static class NameData
{
    /// <summary>Writes both lists.</summary>
    public static void Write(
        Stream target,
        IReadOnlyCollection<WeightedName> surnames,
        IReadOnlyCollection<WeightedGivenName> givenNames
    )
    {
        using var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
        writer.Write(surnames.Count);
        foreach (var surname in surnames.OrderBy(surname => NormalForm.Compact(surname.Name), StringComparer.Ordinal))
        {
            WriteName(writer, surname.Name);
            writer.Write7BitEncodedInt(surname.Count);
        }

        writer.Write(givenNames.Count);
        foreach (
            var given in givenNames
                .OrderBy(given => NormalForm.Compact(given.Name), StringComparer.Ordinal)
                .ThenBy(given => given.Name, StringComparer.Ordinal)
                .ThenBy(given => given.Sex)
        )
        {
            WriteName(writer, given.Name);
            writer.Write7BitEncodedInt((int)given.Sex);
            foreach (var count in given.Counts)
            {
                writer.Write7BitEncodedInt(count);
            }
        }
    }

    private static void WriteName(BinaryWriter writer, string name)
    {
        var key = NormalForm.Compact(name);
        WriteText(writer, key);
        WriteText(writer, name == key ? string.Empty : name);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(checked((byte)bytes.Length));
        writer.Write(bytes);
    }
}
