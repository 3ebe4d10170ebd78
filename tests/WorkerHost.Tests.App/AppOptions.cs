namespace WorkerHost.Tests.App;

/// <summary>What tests set.</summary>
internal sealed class AppOptions
{
    public int Size { get; set; } = 1;

    /// <summary>While this file exists, the worker ends at its start.</summary>
    public string BrokenWhen { get; set; } = "";

    /// <summary>Where functions note what they saw; it outlives the worker.</summary>
    public string NotesFolder { get; set; } = Path.GetTempPath();
}
