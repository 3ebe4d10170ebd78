using System.Buffers;
using System.Text.Json;
using KryptonMock.Http;

namespace KryptonMock.Patients;

/// <summary>
/// Writes searchset Bundles by joining the records' bytes; the records are neither parsed nor written anew.
/// </summary>
internal static class Bundles
{
    /// <param name="index">Holds the records.</param>
    /// <param name="page">Positions of the records of this page.</param>
    /// <param name="total">How many match in all.</param>
    /// <param name="self">The search as applied.</param>
    /// <param name="next">The next page, or null.</param>
    /// <param name="patients">The address of Patient, for <c>fullUrl</c>.</param>
    public static MockAnswer SearchSet(
        PatientIndex index,
        IEnumerable<int> page,
        int total,
        string self,
        string? next,
        string patients
    )
    {
        var bundle = new ArrayBufferWriter<byte>(16 * 1024);
        bundle.Write("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":"u8);
        bundle.Write(JsonSerializer.SerializeToUtf8Bytes(total));
        bundle.Write(",\"link\":[{\"relation\":\"self\",\"url\":"u8);
        bundle.Write(Text(self));
        if (next is not null)
        {
            bundle.Write("},{\"relation\":\"next\",\"url\":"u8);
            bundle.Write(Text(next));
        }

        bundle.Write("}]"u8);
        var separator = ",\"entry\":["u8;
        foreach (var position in page)
        {
            bundle.Write(separator);
            bundle.Write("{\"fullUrl\":"u8);
            bundle.Write(Text($"{patients}/{index.Id(position)}"));
            bundle.Write(",\"resource\":"u8);
            bundle.Write(index.Json(position));
            bundle.Write(",\"search\":{\"mode\":\"match\"}}"u8);
            separator = ","u8;
        }

        bundle.Write(separator.Length == 1 ? "]}"u8 : "}"u8);
        return new(200, MockAnswer.FhirJson, bundle.WrittenSpan.ToArray());
    }

    private static byte[] Text(string text) => JsonSerializer.SerializeToUtf8Bytes(text);
}
