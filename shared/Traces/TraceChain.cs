using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace KryptonFunctions.Traces;

/// <summary>Where the chain of a partition stands: the number of traces and the hash over all of them.</summary>
public readonly record struct TraceChain(long Count, string Hash)
{
    public static TraceChain Empty { get; } = new(0, Convert.ToHexStringLower(new byte[SHA256.HashSizeInBytes]));

    /// <summary>The text is a SHA-256 in lower-case hexadecimal; a head of another's hand may hold none.</summary>
    internal static bool IsHash(string? text, [NotNullWhen(true)] out string? hash)
    {
        hash = text is { Length: 2 * SHA256.HashSizeInBytes } && text.All(char.IsAsciiHexDigitLower) ? text : null;
        return hash is not null;
    }

    /// <summary>The chain with one more trace: the hash of the previous hash and the trace's canonical JSON.</summary>
    public TraceChain Add(string canonicalJson) =>
        new(
            Count + 1,
            Convert.ToHexStringLower(
                SHA256.HashData([.. Convert.FromHexString(Hash), .. Encoding.UTF8.GetBytes(canonicalJson)])
            )
        );
}
