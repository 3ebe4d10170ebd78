using System.Buffers.Binary;
using System.Text;

namespace Lab.Images;

/// <summary>A DICOM file (PS3.10): preamble, meta information, data set.</summary>
internal static class DicomFile
{
    private const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";
    private const string Implementation = "1.2.250.1.999.9";

    public static byte[] Of(string sopClass, string sopInstance, DicomElements content)
    {
        var meta = new DicomElements(Encoding.ASCII)
            .Pixels(0x00020001, "OB", [0, 1])
            .Text(0x00020002, "UI", sopClass)
            .Text(0x00020003, "UI", sopInstance)
            .Text(0x00020010, "UI", ExplicitLittleEndian)
            .Text(0x00020012, "UI", Implementation)
            .ToArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, meta.Length);

        // Group length: (0002,0000) UL, four bytes.
        byte[] group = [2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, .. length];
        return [.. new byte[128], .. "DICM"u8, .. group, .. meta, .. content.ToArray()];
    }
}
