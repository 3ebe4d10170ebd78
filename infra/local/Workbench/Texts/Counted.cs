namespace Workbench.Texts;

/// <summary>A number with its noun, which in French stays singular up to one.</summary>
internal static class Counted
{
    /// <param name="count">How many.</param>
    /// <param name="one">The noun, with its adjectives.</param>
    /// <param name="many">Their plural; null: an s more.</param>
    public static string Of(int count, string one, string? many = null) =>
        count < 2 ? $"{count} {one}" : $"{count} {many ?? $"{one}s"}";
}
