using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>
/// The seal of a row of the table <c>Traces</c>: an HMAC-SHA256, by a key of the vault, over where the row stands and
/// what it says. The hashes of a chain can be computed by anybody; so whoever can write the table, but not read the
/// vault, can neither extend a chain nor rewrite it. <c>docs/traces/format.md</c> describes it for third parties.
/// </summary>
public sealed class TraceSeals
{
    private const int KeyIdLength = 16;

    private readonly string current;
    private readonly FrozenDictionary<string, byte[]> keys;

    /// <exception cref="OptionsValidationException">A key is missing outside the local environment, or too
    /// short.</exception>
    public TraceSeals(AppKeys appKeys, IOptions<TracesOptions> options)
    {
        var key = appKeys.Secret(options.Value.ChainKey, "Traces:ChainKey", DevelopmentSecret.TraceChain);
        var earlier = options.Value.EarlierChainKeys.Select(
            (text, i) => appKeys.Secret(text, $"Traces:EarlierChainKeys:{i}", DevelopmentSecret.TraceChain)
        );
        current = IdOf(key);
        keys = earlier
            .Append(key)
            .DistinctBy(IdOf, StringComparer.Ordinal)
            .ToFrozenDictionary(IdOf, StringComparer.Ordinal);
    }

    /// <summary>The row with its seal, by the current key.</summary>
    internal TableEntity Seal(TableEntity row)
    {
        row[TraceColumns.KeyId] = current;
        row[TraceColumns.Seal] = Compute(keys[current], row);
        return row;
    }

    /// <summary>The row stands where it was written and says what it said, by a key that is or was ours.</summary>
    internal bool Holds(TableEntity row) =>
        row.TryGetText(TraceColumns.KeyId) is { } keyId
        && row.TryGetText(TraceColumns.Seal) is { } seal
        && keys.TryGetValue(keyId, out var key)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(seal),
            Encoding.UTF8.GetBytes(Compute(key, row))
        );

    /// <summary>A key is named by what it is, so that nobody has to name it: the start of its SHA-256.</summary>
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key))[..KeyIdLength];

    private static string Compute(byte[] key, TableEntity row)
    {
        var number = row.TryGetNumber(TraceColumns.Seq) ?? row.TryGetNumber(TraceColumns.Count) ?? 0;
        var text = string.Join(
            '\n',
            row.PartitionKey,
            row.RowKey,
            number.ToString(CultureInfo.InvariantCulture),
            row.TryGetText(TraceColumns.Hash),
            row.TryGetText(TraceColumns.Json) ?? row.TryGetText(TraceColumns.At)
        );
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
