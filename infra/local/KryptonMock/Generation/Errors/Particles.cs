namespace KryptonMock.Generation.Errors;

/// <summary>The small words before a surname.</summary>
internal static class Particles
{
    private static readonly string[] Known =
    [
        "DE LA ",
        "DE L'",
        "DE ",
        "DU ",
        "DES ",
        "D'",
        "LE ",
        "LA ",
        "L'",
        "DA ",
        "DI ",
        "EL ",
        "VAN DER ",
        "VAN ",
        "DOS ",
        "DEL ",
    ];

    public static bool Begin(string? name) => name is not null && Of(name).Length > 0;

    public static string Drop(string name) => name[Of(name).Length..];

    public static string Glue(string name)
    {
        var particle = Of(name);
        return string.Concat(particle.Where(char.IsLetter)) + name[particle.Length..];
    }

    private static string Of(string name) =>
        Known.FirstOrDefault(particle => name.StartsWith(particle, StringComparison.Ordinal)) ?? "";
}
