using System.Security.Cryptography;
using System.Text;
using Azure;

namespace KryptonFunctions.Access;

/// <summary>Whose uses are counted, and of what.</summary>
/// <param name="User">A digest: the table tells nobody's name.</param>
/// <param name="Use">What is counted.</param>
internal readonly record struct UseKey(string User, LimitedUse Use)
{
    public static UseKey From(string user, LimitedUse use) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user))), use);
}

/// <summary>Uses in one minute, as the row has them.</summary>
/// <param name="Minute">Since 1970.</param>
/// <param name="Count">Uses in that minute.</param>
/// <param name="Version">Of the row; null where there is none.</param>
internal sealed record UseCount(long Minute, int Count, ETag? Version);
