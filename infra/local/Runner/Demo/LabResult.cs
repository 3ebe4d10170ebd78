using Lab.Comparison;

namespace Runner.Demo;

/// <summary>The last line of the lab's demo, one JSON object.</summary>
/// <param name="Studies">Studies at CENTRAL, each compared with its source.</param>
/// <param name="Instances">Their files.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Differing">Files that are not the same at both places, or are at one of them only.</param>
/// <param name="Orders">Repatriations that were ordered for this RCP.</param>
/// <param name="Duplicates">Of these, how many repeat a study.</param>
/// <param name="Seconds">From the first call to the last file.</param>
public sealed record LabResult(
    int Studies,
    int Instances,
    long Bytes,
    int Differing,
    int Orders,
    int Duplicates,
    double Seconds
)
{
    /// <summary>What is wrong with the files, in sentences; empty when all is well.</summary>
    public static IEnumerable<string> Complaints(ComparedFiles files)
    {
        if (files.Instances == 0)
        {
            yield return "No file lies at CENTRAL.";
        }

        if (files.Differing != 0)
        {
            yield return $"{files.Differing} files differ from their sources.";
        }
    }
}
