using System.Diagnostics;

namespace Lab.Processes;

/// <summary>Sends DICOM files to an archive by dcmtk's <c>storescu</c>, as a modality would.</summary>
internal static class StoreScu
{
    /// <exception cref="LabException">They were not all taken.</exception>
    public static async Task SendAsync(string folder, string aet, int port, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "storescu",
            ["-R", "-aet", "LAB", "-aec", aet, "+sd", "+r", "127.0.0.1", $"{port}", folder]
        )
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        LabPackages.Prepare(start);
        using var sending = Process.Start(start)!;
        var words = sending.StandardError.ReadToEndAsync(cancellationToken);
        await sending.StandardOutput.ReadToEndAsync(cancellationToken);
        await sending.WaitForExitAsync(cancellationToken);
        if (sending.ExitCode != 0)
        {
            throw new LabException(
                LabProblem.NotStarted,
                $"{aet} did not take the images that were made for it: {await words}"
            );
        }
    }
}
