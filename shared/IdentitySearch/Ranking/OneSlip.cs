namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Whether two names differ by one slip of the pen: a letter more, less, other, or two neighbours exchanged. For short
/// names, in which one slip (<c>RIO</c>, <c>ROI</c>) is too much for a measure of similarity.
/// </summary>
internal static class OneSlip
{
    public static bool Between(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1 || one.Length + other.Length < 5)
        {
            return false;
        }

        var start = one.AsSpan().CommonPrefixLength(other);
        var left = one.AsSpan(start);
        var right = other.AsSpan(start);
        if (left.Length != right.Length)
        {
            return left.Length > right.Length ? left[1..].SequenceEqual(right) : right[1..].SequenceEqual(left);
        }

        return left.Length > 0
            && (
                left[1..].SequenceEqual(right[1..])
                || (
                    left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..])
                )
            );
    }
}
