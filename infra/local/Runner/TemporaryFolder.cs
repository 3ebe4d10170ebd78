namespace Runner;

/// <summary>A data folder that is gone with the stack.</summary>
internal sealed class TemporaryFolder : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("krypton-");

    public DataFolder Data => new(folder.FullName);

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
