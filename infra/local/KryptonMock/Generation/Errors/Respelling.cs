namespace KryptonMock.Generation.Errors;

/// <summary>Spellings that sound the same in French.</summary>
internal static class Respelling
{
    private static readonly (string Written, string Heard)[] Pairs =
    [
        ("EAUX", "EAU"),
        ("EAU", "AUX"),
        ("AULT", "AUD"),
        ("AUD", "AUT"),
        ("OT", "OD"),
        ("PH", "F"),
        ("F", "PH"),
        ("Y", "I"),
        ("QU", "K"),
        ("CK", "K"),
        ("TH", "T"),
        ("LL", "L"),
        ("NN", "N"),
        ("TT", "T"),
        ("SS", "S"),
        ("RR", "R"),
        ("MM", "M"),
        ("PP", "P"),
        ("ER", "EZ"),
        ("AI", "EI"),
        ("EI", "AI"),
        ("Z", "S"),
        ("C", "K"),
        ("I", "Y"),
        ("N", "NN"),
        ("L", "LL"),
        ("T", "TT"),
    ];

    /// <summary>One change that can be made, or the name itself where there is none.</summary>
    public static string Of(string name, Random random)
    {
        var possible = Pairs.Where(pair => name.IndexOf(pair.Written, StringComparison.Ordinal) > 0).ToList();
        if (possible.Count == 0)
        {
            return name;
        }

        var (written, heard) = possible[random.Next(possible.Count)];
        var at = name.IndexOf(written, 1, StringComparison.Ordinal);
        return name[..at] + heard + name[(at + written.Length)..];
    }
}
