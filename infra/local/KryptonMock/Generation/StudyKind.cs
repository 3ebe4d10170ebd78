namespace KryptonMock.Generation;

/// <summary>A kind of examination: what it is called, and how large it is.</summary>
internal sealed record StudyKind(string[] Modalities, string Description, int Series, int Instances, double Weight)
{
    public static IReadOnlyList<StudyKind> All { get; } =
    [
        new(["CT"], "SCANNER THORAX ABDOMEN PELVIS", 5, 900, 6),
        new(["CT"], "SCANNER CÉRÉBRAL", 3, 220, 2),
        new(["CT", "SR"], "SCANNER THORACIQUE", 4, 480, 3),
        new(["MR"], "IRM MAMMAIRE BILATÉRALE", 9, 700, 3),
        new(["MR"], "IRM HÉPATIQUE", 11, 640, 2),
        new(["MR"], "IRM PELVIENNE", 8, 420, 2),
        new(["MR"], "IRM CÉRÉBRALE", 7, 380, 2),
        new(["PT", "CT"], "TEP-SCANNER FDG CORPS ENTIER", 6, 1200, 3),
        new(["MG"], "MAMMOGRAPHIE BILATÉRALE", 4, 8, 4),
        new(["US"], "ÉCHOGRAPHIE MAMMAIRE", 1, 24, 2),
        new(["DX"], "RADIOGRAPHIE DU THORAX", 1, 2, 5),
        new(["DX", "SR"], "RADIO BASSIN + HANCHE D", 2, 3, 1),
        new(["NM"], "SCINTIGRAPHIE OSSEUSE", 2, 6, 1),
        new(["XA"], "ANGIOGRAPHIE", 4, 60, 0.5),
    ];
}
