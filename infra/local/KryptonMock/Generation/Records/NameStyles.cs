using KryptonFunctions.Identity;

namespace KryptonMock.Generation.Records;

/// <summary>How an establishment writes names.</summary>
internal enum NameStyle
{
    /// <summary>Upper case, no accents, hyphens and apostrophes kept (RNIV).</summary>
    Rniv,

    /// <summary>Upper case, spaces for hyphens and apostrophes.</summary>
    Spaces,

    /// <summary>Mixed case with accents.</summary>
    Mixed,

    /// <summary>Upper case, nothing between the parts.</summary>
    Glued,
}

/// <summary>Draws and applies the ways of writing.</summary>
internal static class NameStyles
{
    public static NameStyle Draw(Random random) =>
        random.NextDouble() switch
        {
            < 0.45 => NameStyle.Rniv,
            < 0.70 => NameStyle.Spaces,
            < 0.90 => NameStyle.Mixed,
            _ => NameStyle.Glued,
        };

    public static string Write(string name, NameStyle style) =>
        style switch
        {
            NameStyle.Rniv => NormalForm.Of(name),
            NameStyle.Spaces => NormalForm.Of(name).Replace('-', ' ').Replace('\'', ' '),
            NameStyle.Mixed => Mixed(name),
            _ => NormalForm.Compact(name),
        };

    /// <summary>A capital at the start of each part.</summary>
    private static string Mixed(string name) =>
        string.Create(
            name.Length,
            name,
            static (mixed, upper) =>
            {
                for (var i = 0; i < upper.Length; i++)
                {
                    mixed[i] =
                        i == 0 || upper[i - 1] is ' ' or '-' or '\'' ? upper[i] : char.ToLowerInvariant(upper[i]);
                }
            }
        );
}
