using Workbench.Dcc;

namespace Workbench.PreFiches;

/// <summary>Which studies of a pré-fiche are shown.</summary>
/// <param name="Modality">DICOM's code, or null: any.</param>
/// <param name="From">The first day as typed, or null.</param>
/// <param name="To">The last day as typed, or null.</param>
/// <param name="Cursor">Of the page, or null: the first.</param>
public sealed record StudyFilter(string? Modality = null, string? From = null, string? To = null, string? Cursor = null)
{
    public bool IsSet => Modality is not null || From is not null || To is not null;

    /// <summary>As the API and the page itself take it; empty where nothing is set.</summary>
    public string Query => QueryText.Of(("modality", Modality), ("from", From), ("to", To), ("cursor", Cursor));

    public static StudyFilter Read(string? modality, string? from, string? to, string? cursor) =>
        new(Text(modality), Text(from), Text(to), Text(cursor));

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 and <= 512 } kept ? kept : null;
}
