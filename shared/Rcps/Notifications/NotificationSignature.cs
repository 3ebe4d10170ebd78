using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KryptonFunctions.Rcps.Notifications;

/// <summary>A signature that holds.</summary>
/// <param name="Bytes">The same however the header around them is written.</param>
/// <param name="SignedAt">When Krypton says it signed, which the signature covers.</param>
public sealed record VerifiedSignature(byte[] Bytes, DateTimeOffset SignedAt);

/// <summary>
/// Krypton's signature under a notification, <c>t=&lt;unix seconds&gt;,v1=&lt;hex HMAC-SHA256 of "t.body"&gt;</c>. More
/// than one <c>v1</c> may stand there while a secret is being changed.
/// </summary>
public static class NotificationSignature
{
    /// <summary>How far Krypton's clock and ours may differ, and how late a message may come.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MaxHeader = 1_024;

    /// <summary>
    /// The signature where one holds and is of these minutes, else null. Compared in constant time.
    /// </summary>
    public static VerifiedSignature? Verify(
        string? header,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<byte> secret,
        DateTimeOffset now
    )
    {
        if (header is null || header.Length > MaxHeader)
        {
            return null;
        }

        var parts = header
            .Split(',')
            .Select(part => part.Trim().Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        if (
            parts["t"].Take(2).ToArray() is not [var stamp]
            || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Window.TotalSeconds
        )
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(stamp, body, secret, expected);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var holds = false;
        foreach (var signature in parts["v1"])
        {
            var read =
                signature.Length == 2 * HMACSHA256.HashSizeInBytes
                && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done;
            holds |= read && CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return holds ? new(expected.ToArray(), DateTimeOffset.FromUnixTimeSeconds(seconds)) : null;
    }

    /// <summary>The header's value for a body, as Krypton makes it.</summary>
    public static string Make(ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(stamp, body, secret, signature);
        return $"t={stamp},v1={Convert.ToHexStringLower(signature)}";
    }

    private static void Sign(string stamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes(stamp + "."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(signature);
    }
}
