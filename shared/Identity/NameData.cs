using System.Text;

namespace Krypton.Identity;

/// <summary>
/// The condensed name lists: front-coded UTF-8 names and counts of variable length, uncompressed, as decompressing costs more time than the size is worth.
/// Layout: count of surnames, each {shared prefix, length of the rest, rest, count}, sorted by their form without separators; count of given names, each
/// {the same, sex, five counts}. Written and read here, so that the two cannot differ.
/// </summary>
public static class NameData
{
    /// <summary>Writes both lists.</summary>
    public static void Write(Stream target, IReadOnlyCollection<WeightedName> surnames, IReadOnlyCollection<WeightedGivenName> givenNames)
    {
        using var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
        var previous = Array.Empty<byte>();
        writer.Write7BitEncodedInt(surnames.Count);
        foreach (var surname in surnames.OrderBy(surname => NormalForm.Compact(surname.Name), StringComparer.Ordinal))
        {
            WriteName(writer, surname.Name, ref previous);
            writer.Write7BitEncodedInt(surname.Count);
        }

        previous = [];
        writer.Write7BitEncodedInt(givenNames.Count);
        foreach (var given in givenNames.OrderBy(given => given.Name, StringComparer.Ordinal).ThenBy(given => given.Sex))
        {
            WriteName(writer, given.Name, ref previous);
            writer.Write7BitEncodedInt((int)given.Sex);
            foreach (var count in given.Counts)
            {
                writer.Write7BitEncodedInt(count);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="IndexOutOfRangeException">The data is cut short.</exception>
    public static (WeightedName[] Surnames, WeightedGivenName[] GivenNames) Read(Stream source)
    {
        var data = new byte[source.Length];
        source.ReadExactly(data);
        return new NameDataReader(data).Read();
    }

    private static void WriteName(BinaryWriter writer, string name, ref byte[] previous)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var shared = bytes.AsSpan().CommonPrefixLength(previous);
        writer.Write((byte)shared);
        writer.Write((byte)(bytes.Length - shared));
        writer.Write(bytes, shared, bytes.Length - shared);
        previous = bytes;
    }
}
