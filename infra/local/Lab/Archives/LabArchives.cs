using System.Net;

namespace Lab.Archives;

/// <summary>The archives of the lab.</summary>
/// <param name="Sites">Where studies are made.</param>
/// <param name="Central">Where they are brought.</param>
public sealed record LabArchives(IReadOnlyList<ImageArchive> Sites, ImageArchive Central) : IDisposable
{
    /// <summary>The site that holds a study, and its instances there; null where none does.</summary>
    /// <exception cref="HttpRequestException">A site does not answer, so that nobody knows.</exception>
    public async Task<SourceStudy?> FindAsync(string studyUid, CancellationToken cancellationToken)
    {
        foreach (var site in Sites)
        {
            var instances = await site.InstancesAsync(studyUid, cancellationToken);
            if (instances.Count > 0)
            {
                return new(site, instances);
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a call failed because an archive rests: it does not listen, not in time, or is about to stop.
    /// </summary>
    public static bool IsAtRest(Exception failure) =>
        failure
            is HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError }
                or TaskCanceledException;

    public void Dispose()
    {
        foreach (var archive in Sites.Append(Central))
        {
            archive.Dispose();
        }
    }
}

/// <summary>A study at its site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Instances">The ids of its instances.</param>
public sealed record SourceStudy(ImageArchive Site, IReadOnlySet<string> Instances);
