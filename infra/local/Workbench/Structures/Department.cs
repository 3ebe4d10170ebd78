namespace Workbench.Structures;

/// <summary>A département of Nouvelle-Aquitaine on our map.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Outline">Its corners on a ground of 460 × 630; neighbours share theirs.</param>
/// <param name="X">Where its number stands.</param>
/// <param name="Y">The same, downwards.</param>
internal sealed record Department(string Number, string Name, string Outline, int X, int Y)
{
    // Drawn by hand: some seventy corners, set where the borders turn or meet.
    public static IReadOnlyList<Department> All { get; } =
    [
        new("16", "Charente", "180,181 210,167 272,160 282,192 252,223 190,290 160,255 155,209", 212, 215),
        new(
            "17",
            "Charente-Maritime",
            "80,136 115,132 130,157 180,181 155,209 160,255 190,290 140,287 110,259 90,226 78,178",
            124,
            205
        ),
        new("19", "Corrèze", "378,216 440,214 410,311 365,328 332,307 320,258", 379, 268),
        new("23", "Creuse", "335,122 410,118 450,164 440,214 378,216", 397, 168),
        new("24", "Dordogne", "190,290 252,223 320,258 332,307 332,346 295,377 215,366 192,339", 263, 307),
        new("33", "Gironde", "77,242 110,259 140,287 190,290 192,339 215,366 180,430 120,402 64,392", 133, 343),
        new("40", "Landes", "64,392 120,402 180,430 200,465 175,514 110,528 40,525", 114, 466),
        new("47", "Lot-et-Garonne", "215,366 295,377 295,409 265,451 200,465 180,430", 240, 414),
        new("64", "Pyrénées-Atlantiques", "40,525 110,528 175,514 190,556 160,619 115,605 50,591 12,549", 110, 566),
        new("79", "Deux-Sèvres", "100,38 180,28 210,167 180,181 130,157 115,132 128,80", 159, 100),
        new("86", "Vienne", "180,28 210,17 260,41 310,119 272,160 210,167", 239, 98),
        new("87", "Haute-Vienne", "272,160 310,119 335,122 378,216 320,258 252,223 282,192", 317, 190),
    ];

    public static Department? Find(string? number) => All.FirstOrDefault(department => department.Number == number);
}
