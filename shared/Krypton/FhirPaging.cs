namespace KryptonFunctions.Krypton;

/// <summary>
/// Follows a Bundle's <c>next</c> link, but to no other server than the one that was asked: a link in an answer must
/// not send our token elsewhere.
/// </summary>
internal static class FhirPaging
{
    /// <returns>False where the link leads elsewhere.</returns>
    public static bool TryFollow(string? link, Uri asked, out Uri? next)
    {
        next = null;
        if (string.IsNullOrEmpty(link))
        {
            return true;
        }

        if (
            !Uri.TryCreate(asked, link, out var target)
            || target.Scheme != asked.Scheme
            || target.Authority != asked.Authority
            || target.UserInfo.Length > 0
        )
        {
            return false;
        }

        next = target;
        return true;
    }
}
