using Lab.Archives;

namespace Lab.Viewer;

/// <summary>Where a study is shown from: CENTRAL once it holds it whole, until then the site that made it.</summary>
internal sealed class StudyPlaces(LabArchives archives)
{
    /// <summary>The DICOMweb address of the archive; null where no archive that answers holds the study.</summary>
    public async Task<Uri?> FindAsync(string studyUid, CancellationToken cancellationToken)
    {
        var central = await CountAsync(archives.Central, studyUid, cancellationToken);
        var (most, place) = (central, central > 0 ? archives.Central : null);
        foreach (var site in archives.Sites)
        {
            var there = await CountAsync(site, studyUid, cancellationToken);
            (most, place) = there > most ? (there, site) : (most, place);
        }

        return place is null ? null : new Uri(place.Address, "dicom-web/");
    }

    /// <summary>An archive that does not answer has nothing to show at the moment.</summary>
    private static async Task<int> CountAsync(ImageArchive archive, string uid, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.CountAsync(uid, cancellationToken);
        }
        catch (Exception failure) when (LabArchives.IsAtRest(failure) && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
