namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// The short words before a surname, which one establishment keeps, another drops and a third glues to the name.
/// </summary>
internal static class Particles
{
    private const int FewestLettersLeft = 3;

    private static readonly HashSet<string> Words =
    [
        "DE",
        "DU",
        "DES",
        "D",
        "LA",
        "LE",
        "LES",
        "L",
        "DELLA",
        "DEL",
        "DI",
        "DA",
        "DOS",
        "DAS",
        "DO",
        "VAN",
        "VON",
        "DER",
        "DEN",
        "VANDEN",
        "TER",
        "EL",
        "AL",
        "BEN",
        "IBN",
        "ABOU",
        "MAC",
        "MC",
        "O",
    ];

    private static readonly string[] Glued =
    [
        "DELA",
        "VANDER",
        "VAN",
        "BEN",
        "DES",
        "LES",
        "LE",
        "LA",
        "DE",
        "DU",
        "EL",
        "AL",
    ];

    public static bool IsParticle(string part) => Words.Contains(part);

    /// <summary>
    /// The name without its first particle, then without the next: <c>DE LA TOUR</c> gives <c>LA TOUR</c> and
    /// <c>TOUR</c>, spaced and glued.
    /// </summary>
    public static IEnumerable<NameForm> Dropped(string[] parts)
    {
        for (var first = 1; first < parts.Length && IsParticle(parts[first - 1]); first++)
        {
            yield return new NameForm(string.Join(' ', parts[first..]), Variant.ParticleDropped);
            if (parts.Length - first > 1)
            {
                yield return new NameForm(string.Concat(parts[first..]), Variant.ParticleDropped);
            }
        }
    }

    /// <summary>A glued particle taken apart: <c>LEGALL</c> gives <c>LE GALL</c>.</summary>
    public static IEnumerable<NameForm> Split(string compact)
    {
        foreach (var particle in Glued)
        {
            if (
                compact.Length >= particle.Length + FewestLettersLeft
                && compact.StartsWith(particle, StringComparison.Ordinal)
            )
            {
                yield return new NameForm($"{Spaced(particle)} {compact[particle.Length..]}", Variant.ParticleSplit);
            }
        }
    }

    private static string Spaced(string particle) =>
        particle switch
        {
            "DELA" => "DE LA",
            "VANDER" => "VAN DER",
            _ => particle,
        };
}
