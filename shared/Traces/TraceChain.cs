using System.Security.Cryptography;
using System.Text;

namespace KryptonFunctions.Traces;

/// <summary>Where the chain of a partition stands: the number of traces and the hash over all of them.</summary>
public readonly record struct TraceChain(long Count, string Hash)
{
    public static TraceChain Empty { get; } = new(0, Convert.ToHexStringLower(new byte[SHA256.HashSizeInBytes]));

    /// <summary>The chain with one more trace: the hash of the previous hash and the trace's canonical JSON.</summary>
    public TraceChain Add(string canonicalJson) =>
        new(
            Count + 1,
            Convert.ToHexStringLower(
                SHA256.HashData([.. Convert.FromHexString(Hash), .. Encoding.UTF8.GetBytes(canonicalJson)])
            )
        );
}
