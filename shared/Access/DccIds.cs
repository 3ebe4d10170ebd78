using System.Text.RegularExpressions;

namespace KryptonFunctions.Access;

/// <summary>
/// The form of the ids that the DCC gives to meetings and pré-fiches: 1 to 64 letters, digits, <c>.</c>, <c>_</c> and
/// <c>-</c>. They become parts of table keys, instance ids and addresses, so nothing else is let in.
/// </summary>
public static partial class DccIds
{
    public static bool IsValid(string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
