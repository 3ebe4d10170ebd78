using System.Diagnostics;

namespace KryptonFunctions.Benchmarks.Load;

/// <summary>What a process holds of the memory.</summary>
internal static class Memory
{
    /// <summary>Megabytes that are in use, shared ones too.</summary>
    public static long Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64 >> 20;
    }
}
