using System.Diagnostics;

namespace WorkerHost.Tests.Running;

/// <summary>Processes by their id.</summary>
internal static class Processes
{
    public static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>As a stop by the system: the process is asked to end.</summary>
    public static void Terminate(int id)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{id}"]);
        kill.WaitForExit();
    }
}
