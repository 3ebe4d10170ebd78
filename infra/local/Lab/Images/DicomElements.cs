using System.Buffers.Binary;
using System.Text;

namespace Lab.Images;

/// <summary>
/// The elements of a DICOM data set, written in Explicit VR Little Endian (PS3.5 7.1.2); no library of the registries
/// at hand writes DICOM.
/// </summary>
/// <param name="text">Encoding of what the character set bears on.</param>
internal sealed class DicomElements(Encoding text)
{
    /// <summary>VRs with two reserved bytes and a length of four.</summary>
    private static readonly HashSet<string> LongForm = ["OB", "OW", "SQ", "UC", "UN", "UR", "UT"];

    private readonly SortedDictionary<uint, (string Vr, byte[] Value)> elements = [];

    public DicomElements Text(uint tag, string vr, string? value)
    {
        if (value is not null)
        {
            // Even lengths; UIDs are filled with 0, all else with a space.
            elements[tag] = (vr, Even(text.GetBytes(value), vr == "UI" ? (byte)0 : (byte)' '));
        }

        return this;
    }

    public DicomElements Number(uint tag, params ReadOnlySpan<ushort> values)
    {
        elements[tag] = ("US", Bytes(values));
        return this;
    }

    public DicomElements Pixels(uint tag, string vr, byte[] pixels)
    {
        elements[tag] = (vr, Even(pixels, 0));
        return this;
    }

    public DicomElements Sequence(uint tag, params ReadOnlySpan<DicomElements> items)
    {
        using var value = new MemoryStream();
        foreach (var item in items)
        {
            var content = item.ToArray();
            Write(value, 0xFFFEE000);
            Write(value, content.Length);
            value.Write(content);
        }

        elements[tag] = ("SQ", value.ToArray());
        return this;
    }

    public byte[] ToArray()
    {
        using var to = new MemoryStream();
        foreach (var (tag, (vr, value)) in elements)
        {
            Write(to, tag);
            to.Write(Encoding.ASCII.GetBytes(vr));
            if (LongForm.Contains(vr))
            {
                to.Write([0, 0]);
                Write(to, value.Length);
            }
            else
            {
                to.Write(Bytes([checked((ushort)value.Length)]));
            }

            to.Write(value);
        }

        return to.ToArray();
    }

    private static byte[] Even(byte[] value, byte filler) => value.Length % 2 == 0 ? value : [.. value, filler];

    private static byte[] Bytes(ReadOnlySpan<ushort> values)
    {
        var bytes = new byte[values.Length * 2];
        for (var at = 0; at < values.Length; at++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at * 2), values[at]);
        }

        return bytes;
    }

    private static void Write(Stream to, uint tag) => to.Write(Bytes([(ushort)(tag >> 16), (ushort)tag]));

    private static void Write(Stream to, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        to.Write(bytes);
    }
}
