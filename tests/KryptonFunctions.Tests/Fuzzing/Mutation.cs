using System.Text;

namespace KryptonFunctions.Tests.Fuzzing;

/// <summary>
/// Makes inputs out of a corpus as AFL and libFuzzer do: a few random changes of bytes, of places where a number or a
/// quote stands, and of what two inputs share. The same seed makes the same inputs.
/// </summary>
internal sealed class Mutation(IReadOnlyList<byte[]> corpus, int seed)
{
    private const int MaxLength = 4_096;
    private const int MaxChanges = 6;

    /// <summary>What has broken parsers before.</summary>
    private static readonly byte[][] Hostile =
    [
        .. new[]
        {
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "0",
            "1e999",
            "1e-999",
            "9223372036854775808",
            "2147483648",
            "79228162514264337593543950336",
            "NaN",
            "0.1",
            "00",
            "\\u0000",
            "\\ud800",
            "\\udc00\\ud800",
            "\\uD83D",
            "\0",
            "\r\n",
            "\n",
            "\t",
            " ",
            "\u00A0",
            "\u2028",
            "\u202E",
            "\u0130",
            "\u0131",
            "\u00DF",
            "\uFF10",
            "\uFEFF",
            "e\u0301",
            "\U0001F600",
            "%00",
            "%",
            "%u0041",
            "../",
            "://",
            "@",
            "#",
            "?",
            "&",
            "=",
            "+",
            "-",
            ".",
            "..",
            "_",
            "|",
            ";",
            "'",
            "*",
            "^",
            "~",
            "urn:oid:",
            "0001-01-01",
            "9999-12-31",
            "99991231",
            "235960",
            "10000",
            "\"Value\"",
            "\"extension\"",
            "\"resourceType\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x82],
    ];

    private readonly Random random = new(seed);

    public byte[] Next()
    {
        var input = new List<byte>(Any(corpus));
        for (var changes = random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            Change(input);
        }

        return [.. input.Take(MaxLength)];
    }

    private void Change(List<byte> input)
    {
        var at = random.Next(input.Count + 1);
        var length = random.Next(Math.Min(16, input.Count - at) + 1);
        switch (random.Next(9))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.InsertRange(at, Any(Hostile));
                break;
            case 3:
                input.RemoveRange(at, length);
                break;
            case 4:
                input.InsertRange(at, input.GetRange(at, length));
                break;
            case 5:
                input.RemoveRange(at, length);
                input.InsertRange(at, Any(Hostile));
                break;
            case 6:
                input.RemoveRange(at, input.Count - at);
                input.AddRange(End(Any(corpus)));
                break;
            case 7:
                Repeat(input, at, length);
                break;
            case 8:
                ChangeDigit(input, at);
                break;
        }
    }

    private byte[] End(byte[] other) => other[random.Next(other.Length + 1)..];

    /// <summary>Deep nesting, long numbers and names.</summary>
    private void Repeat(List<byte> input, int at, int length)
    {
        if (random.Next(8) != 0 || length == 0)
        {
            return;
        }

        var part = input.GetRange(at, length);
        for (var times = random.Next(1, 100); times > 0; times--)
        {
            input.InsertRange(at, part);
        }
    }

    private void ChangeDigit(List<byte> input, int from)
    {
        var at = input.FindIndex(from, b => char.IsAsciiDigit((char)b));
        if (at >= 0)
        {
            input[at] = (byte)random.Next('0', '9' + 1);
        }
    }

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
