// The runtime looks for this name without a namespace, in the assembly that DOTNET_STARTUP_HOOKS names.
#pragma warning disable CA1050, MA0047
using System.Diagnostics;

/// <summary>
/// Runs in the worker's process before its own code: the worker's standard input is a pipe that the host holds, so
/// its end is the host's end, however that came. The worker must not outlive it.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var watch = new Thread(EndWithTheHost) { IsBackground = true, Name = "Watch over the host" };
        watch.Start();
    }

    private static void EndWithTheHost()
    {
        // Looked up beforehand, so that little is left to do at the end.
        using var self = Process.GetCurrentProcess();
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever sent.
        }

        self.Kill();
    }
}
