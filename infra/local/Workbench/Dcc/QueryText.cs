using System.Text;

namespace Workbench.Dcc;

/// <summary>The query of an address, of the API's and of the workbench's own.</summary>
internal static class QueryText
{
    /// <summary>With its question mark; empty where nothing is set.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=');
                query.Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }

    /// <summary>What was typed, or null where that is nothing; the API checks it.</summary>
    public static string? Typed(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;
}
