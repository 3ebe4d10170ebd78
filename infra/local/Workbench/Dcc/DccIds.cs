using System.Text.RegularExpressions;

namespace Workbench.Dcc;

/// <summary>Ids of the DCC, as the API has them; a path of dots would lead elsewhere.</summary>
internal static partial class DccIds
{
    public static bool IsValid(string id) => Form.IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
