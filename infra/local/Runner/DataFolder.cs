namespace Runner;

/// <summary>The folder in which Azurite and the mock keep what must outlive them.</summary>
internal sealed class DataFolder(string path)
{
    public string Azurite => Path.Combine(path, "azurite");

    public string Lab => Path.Combine(path, "lab");

    public string Mock => Path.Combine(path, "mock");

    /// <summary>Makes the folder and writes into it: Azurite would say it with a stack trace, or not at all.</summary>
    /// <exception cref="RunnerException">Nothing can be kept there.</exception>
    public void EnsureWritable()
    {
        try
        {
            Directory.CreateDirectory(path);
            using var probe = new FileStream(
                Path.Combine(path, $".probe-{Environment.ProcessId}"),
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new RunnerException(
                ExitCode.NotStarted,
                $"Nothing can be kept in the data folder {path}: {denied.Message} Choose another with --data.",
                denied
            );
        }
    }

    /// <summary>Forgets the mock's orders; Azurite empties its own part when no predecessor uses it any more.</summary>
    public void ForgetOrders()
    {
        if (Directory.Exists(Mock))
        {
            Directory.Delete(Mock, recursive: true);
        }
    }
}
