using System.IO.Compression;
using System.Text;

namespace Krypton.Identity;

/// <summary>
/// The condensed name lists: Brotli over front-coded UTF-8 names and counts of variable length.
/// Layout: count of surnames, each {shared prefix, length of the rest, rest, count}; count of given names, each {the same, sex, five counts}.
/// Written and read here, so that the two cannot differ.
/// </summary>
public static class NameData
{
    /// <summary>Writes both lists, each sorted by name (ordinal).</summary>
    public static void Write(Stream target, IReadOnlyCollection<WeightedName> surnames, IReadOnlyCollection<WeightedGivenName> givenNames)
    {
        using var brotli = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(brotli, Encoding.UTF8);
        var previous = Array.Empty<byte>();
        writer.Write7BitEncodedInt(surnames.Count);
        foreach (var surname in surnames.OrderBy(surname => surname.Name, StringComparer.Ordinal))
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
    /// <exception cref="EndOfStreamException">The data is cut short.</exception>
    public static (WeightedName[] Surnames, WeightedGivenName[] GivenNames) Read(Stream source)
    {
        using var brotli = new BrotliStream(source, CompressionMode.Decompress);
        using var buffer = new MemoryStream(1 << 20);
        brotli.CopyTo(buffer);
        buffer.Position = 0;
        using var reader = new BinaryReader(buffer, Encoding.UTF8);
        var name = new byte[256];
        var surnames = new WeightedName[reader.Read7BitEncodedInt()];
        for (var index = 0; index < surnames.Length; index++)
        {
            surnames[index] = new WeightedName(ReadName(reader, name), reader.Read7BitEncodedInt());
        }

        var givenNames = new WeightedGivenName[reader.Read7BitEncodedInt()];
        for (var index = 0; index < givenNames.Length; index++)
        {
            var text = ReadName(reader, name);
            var sex = (Sex)reader.Read7BitEncodedInt();
            var counts = new int[BirthCohorts.Count];
            for (var cohort = 0; cohort < counts.Length; cohort++)
            {
                counts[cohort] = reader.Read7BitEncodedInt();
            }

            givenNames[index] = new WeightedGivenName(text, sex, counts);
        }

        return (surnames, givenNames);
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

    private static string ReadName(BinaryReader reader, byte[] name)
    {
        int shared = reader.ReadByte();
        int rest = reader.ReadByte();
        reader.BaseStream.ReadExactly(name, shared, rest);
        return Encoding.UTF8.GetString(name, 0, shared + rest);
    }
}
