namespace Lab.Viewer;

/// <summary>What the viewer needs to start.</summary>
/// <param name="Pages">OHIF's built pages; null where they are not installed: then links open, and say so.</param>
internal sealed record ViewerOptions(string? Pages);
