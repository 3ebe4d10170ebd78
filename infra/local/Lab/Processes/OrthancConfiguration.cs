using System.Text.Json;

namespace Lab.Processes;

/// <summary>The configuration file of one Orthanc.</summary>
internal static class OrthancConfiguration
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes it into the archive's folder; gives its path.</summary>
    public static string Write(string folder, string aet, ArchivePorts ports, IReadOnlyDictionary<string, int> peers)
    {
        var images = Path.Combine(folder, "images");
        Directory.CreateDirectory(images);
        var file = Path.Combine(folder, "orthanc.json");
        var configuration = new Dictionary<string, object>
        {
            ["Name"] = aet,
            ["StorageDirectory"] = images,
            ["IndexDirectory"] = images,
            ["Plugins"] = new[] { LabPackages.DicomWeb },
            ["HttpPort"] = ports.Http,
            ["DicomPort"] = ports.Dicom,
            ["DicomAet"] = aet,
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["DicomAlwaysAllowStore"] = true,
            ["DicomModalities"] = peers.ToDictionary(
                peer => peer.Key,
                peer => new object[] { peer.Key, "127.0.0.1", peer.Value }
            ),
            ["DicomWeb"] = new { Enable = true, Root = "/dicom-web/" },

            // Latin-1, the default, loses Œ and ’ of names that it writes into its answers.
            ["DefaultEncoding"] = "Utf8",

            // No list is cut short without a word.
            ["LimitFindResults"] = 0,
            ["LimitFindInstances"] = 0,

            // A transfer that a kill ended is begun anew by who ordered it.
            ["SaveJobs"] = false,
        };
        File.WriteAllText(file, JsonSerializer.Serialize(configuration, Indented));
        return file;
    }
}
