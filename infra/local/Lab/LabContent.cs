using Lab.Images;
using Lab.Population;
using Lab.Processes;

namespace Lab;

/// <summary>Fills the archives at the first start.</summary>
internal static class LabContent
{
    /// <summary>
    /// Makes the studies of the plan and sends them to their site, and to CENTRAL those that lie there from the
    /// beginning. The population is written last: where it is there, all is. What was sent before a kill is sent again
    /// and lies there once.
    /// </summary>
    public static async Task MakeAsync(
        LabPlan plan,
        IReadOnlyDictionary<string, ArchivePorts> archives,
        string population,
        CancellationToken cancellationToken
    )
    {
        var work = Directory.CreateTempSubdirectory("krypton-lab-");
        try
        {
            foreach (var study in plan.Studies)
            {
                await WriteAsync(study, Path.Combine(work.FullName, study.Site), cancellationToken);
                if (study.IsCentral)
                {
                    await WriteAsync(study, Path.Combine(work.FullName, LabStack.CentralAet), cancellationToken);
                }
            }

            foreach (var (aet, ports) in archives.Where(archive => Directory.Exists(work.Part(archive.Key))))
            {
                await StoreScu.SendAsync(work.Part(aet), aet, ports.Dicom, cancellationToken);
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }

        plan.Write(population);
    }

    /// <summary>More images of a study arrive at its site, after as many as there are.</summary>
    public static async Task GrowAsync(LabStudy study, int all, int more, int port, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("krypton-lab-");
        try
        {
            foreach (var image in Enumerable.Range(all + 1, more))
            {
                var file = DicomImages.Of(study, study.Series[0], 1, image);
                await File.WriteAllBytesAsync(work.Part($"{image}"), file, cancellationToken);
            }

            await StoreScu.SendAsync(work.FullName, study.Site, port, cancellationToken);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(LabStudy study, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, at) in DicomImages.Of(study).Select((file, at) => (file, at)))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{study.Study.Uid}-{at}"), file, cancellationToken);
        }
    }

    private static string Part(this DirectoryInfo folder, string name) => Path.Combine(folder.FullName, name);
}
