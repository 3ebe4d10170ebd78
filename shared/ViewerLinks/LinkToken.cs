using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// The secret in a link: 256 random bits, base64url. Only its SHA-256 is ever stored, so whoever reads the table cannot
/// open a link.
/// </summary>
public readonly record struct LinkToken
{
    private const int Bytes = 32;
    private const int Letters = 43;

    private LinkToken(string value) => Value = value;

    /// <summary>The text that stands in the link.</summary>
    public string Value { get; }

    /// <summary>SHA-256 of the text, as 64 hexadecimal characters: the key under which the link is stored.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Value)));

    public static LinkToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static bool TryParse([NotNullWhen(true)] string? text, out LinkToken token)
    {
        var good = text is { Length: Letters } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        token = good ? new LinkToken(text!) : default;
        return good;
    }

    public override string ToString() => "(link token)";
}
