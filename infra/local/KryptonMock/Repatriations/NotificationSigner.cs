using System.Security.Cryptography;
using System.Text;

namespace KryptonMock.Repatriations;

/// <summary>
/// The signature of a notification: <c>t=&lt;unix seconds&gt;,v1=&lt;hex HMAC-SHA256 of "t.body"&gt;</c>.
/// </summary>
public static class NotificationSigner
{
    public const string Header = "X-Krypton-Signature";

    public static string Sign(ReadOnlySpan<byte> body, byte[] secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{seconds}."), .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed))}";
    }
}
