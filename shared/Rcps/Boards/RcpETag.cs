using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>
/// The version of a meeting as the DCC sees it, <c>"3-9f86d081884c7d65"</c>: the number of the DCC's own changes, then
/// a digest of the board. A condition on a change looks at the number alone, since a transfer that has moved on
/// meanwhile makes no change of the DCC stale; one on reading looks at the whole.
/// </summary>
public static partial class RcpETag
{
    public static string From(int version, ReadOnlySpan<byte> board) =>
        $"\"{version}-{Convert.ToHexStringLower(SHA256.HashData(board).AsSpan(0, 8))}\"";

    /// <summary>
    /// True where there is no condition, or where it names the current version; <c>*</c> is any existing one.
    /// </summary>
    /// <param name="ifMatch">The header, or null.</param>
    /// <param name="version">The current version, or null where there is no such meeting.</param>
    public static bool Allows(string? ifMatch, int? version) =>
        string.IsNullOrWhiteSpace(ifMatch)
        || (
            version is { } current
            && ifMatch
                .Split(',')
                .Select(tag => tag.Trim())
                .Any(tag =>
                    tag == "*"
                    || (
                        Tag().Match(tag) is { Success: true } match
                        && match.Groups["version"].Value == current.ToString()
                    )
                )
        );

    /// <summary>True where the reader has this very board already.</summary>
    public static bool IsCurrent(string? ifNoneMatch, string etag) =>
        ifNoneMatch is not null
        && ifNoneMatch
            .Split(',')
            .Any(tag => tag.Trim() is var text && (text == "*" || text == etag || text == $"W/{etag}"));

    [GeneratedRegex(
        "\\A\"(?<version>[0-9]{1,9})(-[0-9a-f]{1,64})?\"\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Tag();
}
