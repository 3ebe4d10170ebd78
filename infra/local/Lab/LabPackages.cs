using System.Diagnostics;

namespace Lab;

/// <summary>The programs that the lab needs and this repository does not bring.</summary>
public static class LabPackages
{
    public const string Orthanc = "Orthanc";
    public const string StoreScu = "storescu";

    /// <summary>Orthanc's DICOMweb, as Debian lays it.</summary>
    public const string DicomWeb = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    /// <summary>One sentence that says what is missing and how to have it; null where nothing is.</summary>
    public static string? Missing =>
        IsOnPath(Orthanc) && IsOnPath(StoreScu) && File.Exists(DicomWeb)
            ? null
            : "The lab needs the Debian packages orthanc, orthanc-dicomweb and dcmtk: "
                + "apt-get install orthanc orthanc-dicomweb dcmtk";

    /// <exception cref="LabException">One is missing.</exception>
    public static void Ensure()
    {
        if (Missing is { } sentence)
        {
            throw new LabException(LabProblem.PackagesMissing, sentence);
        }
    }

    /// <summary>What the programs need of an environment.</summary>
    internal static void Prepare(ProcessStartInfo start)
    {
        // Debian puts Orthanc into a folder that not every user's path names.
        start.Environment["PATH"] = PathWithSystemFolders;

        // Otherwise dcmtk, here and in Orthanc, and the receiver's delayed acknowledgement wait for one another: 91 ms
        // for each image that is sent to this machine itself, instead of 6.
        start.Environment["TCP_NODELAY"] = "1";
    }

    private static string PathWithSystemFolders =>
        $"{Environment.GetEnvironmentVariable("PATH")}{Path.PathSeparator}/usr/sbin{Path.PathSeparator}/usr/bin";

    private static bool IsOnPath(string program) =>
        PathWithSystemFolders
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
