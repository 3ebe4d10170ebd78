using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FunctionsHost.Durable.Replay;

/// <summary>Guids of version 5 (RFC 9562, section 5.5): the same name gives the same guid.</summary>
internal static class NamedGuid
{
    private static readonly Guid Space = new("9b1dd9f5-3c1b-4c3e-8a55-0d5a4c6c4f11");

    public static Guid Of(string name)
    {
        byte[] data = [.. Space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        Span<byte> hash = SHA1.HashData(data).AsSpan(0, 16);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
