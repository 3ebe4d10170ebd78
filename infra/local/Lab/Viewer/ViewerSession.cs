namespace Lab.Viewer;

/// <summary>What one opened link may see, and nothing else.</summary>
/// <param name="Id">Stands in addresses, so that two tabs have two sessions; no secret.</param>
/// <param name="Secret">Stands in a cookie of that address only.</param>
/// <param name="Studies">The studies of the link, each with the DICOMweb address of the archive that holds it.</param>
/// <param name="Ends">When it ends, whether it is used or not.</param>
internal sealed record ViewerSession(
    string Id,
    string Secret,
    IReadOnlyDictionary<string, Uri> Studies,
    DateTimeOffset Ends
)
{
    /// <summary>Where the pages of this session lie.</summary>
    public string Base => $"{ViewerSessions.Path}/{Id}";

    /// <summary>Without the secret.</summary>
    public override string ToString() => Id;
}
