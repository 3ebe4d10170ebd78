using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace KryptonMock.Tokens;

/// <summary>The bearer tokens that hold at the moment: random, short-lived, revocable.</summary>
internal sealed class AccessTokens(TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private readonly ConcurrentDictionary<string, DateTimeOffset> expiries = new(StringComparer.Ordinal);

    public string Issue(TimeSpan lifetime)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        expiries[token] = time.GetUtcNow() + lifetime;
        return token;
    }

    public bool Accepts(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
        && expiries.TryGetValue(authorization[Scheme.Length..].Trim(), out var expiry)
        && time.GetUtcNow() < expiry;

    public void RevokeAll() => expiries.Clear();
}
