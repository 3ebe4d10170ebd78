namespace KryptonMock.Generation;

/// <summary>INSEE lists surnames without accents; here are those that people with frequent names write.</summary>
internal static class SurnameAccents
{
    private static readonly (string Ending, string Accented)[] Endings =
    [
        ("IERE", "IÈRE"),
        ("IERES", "IÈRES"),
        ("EVRE", "ÈVRE"),
        ("ERE", "ÈRE"),
        ("EGRE", "ÈGRE"),
        ("ENE", "ÈNE"),
        ("EGE", "ÈGE"),
    ];

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ANDRE"] = "ANDRÉ",
        ["RENE"] = "RENÉ",
        ["HERVE"] = "HERVÉ",
        ["JOSE"] = "JOSÉ",
        ["LEGER"] = "LÉGER",
        ["BENARD"] = "BÉNARD",
        ["LEVEQUE"] = "LÉVÊQUE",
        ["BECHET"] = "BÉCHET",
        ["GUERIN"] = "GUÉRIN",
        ["HEBERT"] = "HÉBERT",
        ["GERARD"] = "GÉRARD",
        ["REMY"] = "RÉMY",
        ["BEGUE"] = "BÈGUE",
        ["MUNOZ"] = "MUÑOZ",
        ["LEON"] = "LÉON",
        ["MENARD"] = "MÉNARD",
        ["MERY"] = "MÉRY",
        ["PERE"] = "PÈRE",
        ["REGNIER"] = "RÉGNIER",
        ["TETARD"] = "TÉTARD",
        ["BOEUF"] = "BŒUF",
        ["LEBOEUF"] = "LEBŒUF",
        ["LECOEUR"] = "LECŒUR",
        ["FRANCOIS"] = "FRANÇOIS",
        ["LANCON"] = "LANÇON",
        ["GARCON"] = "GARÇON",
        ["MACON"] = "MAÇON",
        ["LUCON"] = "LUÇON",
        ["BERENGER"] = "BÉRENGER",
        ["PEREZ"] = "PÉREZ",
        ["GOMEZ"] = "GÓMEZ",
        ["GONCALVES"] = "GONÇALVES",
        ["CHRETIEN"] = "CHRÉTIEN",
        ["PREVOST"] = "PRÉVOST",
        ["PREVOT"] = "PRÉVOT",
        ["DELEPINE"] = "DELÉPINE",
        ["SENECHAL"] = "SÉNÉCHAL",
        ["TREHOT"] = "TRÉHOT",
        ["VEZINE"] = "VÉZINE",
        ["ETIENNE"] = "ÉTIENNE",
        ["EVRARD"] = "ÉVRARD",
    };

    public static string Of(string surname)
    {
        if (Names.TryGetValue(surname, out var accented))
        {
            return accented;
        }

        foreach (var (ending, replacement) in Endings)
        {
            if (surname.Length > ending.Length + 1 && surname.EndsWith(ending, StringComparison.Ordinal))
            {
                return surname[..^ending.Length] + replacement;
            }
        }

        return surname;
    }
}
