using System.Globalization;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>How a long list is given: the limit that is taken, caps, <c>offset</c>, what is said of the rest.</summary>
internal sealed class PageQuestions(PlatformCaller caller, PlatformReport report, KryptonOptions options)
{
    private const string Pages = "pages";
    private const int MostPages = 30;
    private static readonly int[] Sizes = [200, 100, 50, 20, 10, 1];

    /// <returns>The largest limit that is taken.</returns>
    public async Task<int> AskForLimitAsync(AskedPatient? patient, CancellationToken stop)
    {
        var condition = patient is null
            ? $"StudyInstanceUID={PlatformCaller.NobodysUid()}"
            : $"PatientID={Uri.EscapeDataString(patient.Number)}";
        var wanted = Sizes.Append(options.StudyPageSize).Distinct().OrderDescending();
        foreach (var size in wanted)
        {
            var reply = await caller.StudiesAsync(isCentral: false, $"{condition}&limit={Text(size)}", stop);
            if (reply.Fault is null)
            {
                report.Set("StudyPageSize", Text(size));
                report.Fits(Pages, $"a limit of {Text(size)} is taken.");
                return size;
            }
        }

        report.Fails(Pages, "no limit is taken.");
        return 1;
    }

    public async Task AskForRestAsync(AskedPatient patient, int size, CancellationToken stop)
    {
        var condition = $"PatientID={Uri.EscapeDataString(patient.Number)}";
        var first = await caller.StudiesAsync(isCentral: false, $"{condition}&limit=1&offset=0", stop);
        var second = await caller.StudiesAsync(isCentral: false, $"{condition}&limit=1&offset=1", stop);
        if (first.Studies.Count != 1)
        {
            report.Note(Pages, "limit is passed over: a list comes as a whole.");
            return;
        }

        var (total, capped) = await CountAsync(condition, size, stop);
        if (total < 2 && second.Studies.Count == 0)
        {
            report.Open(Pages, "the patient has one study only; whether the rest of a list comes needs two.");
        }
        else if (second.Studies.Count == 0 || first.Uids.SetEquals(second.Uids))
        {
            report.Fails(Pages, "offset is passed over: a list ends with its first page, and says complete: false.");
        }
        else
        {
            report.Fits(Pages, "offset gives the rest.");
        }

        if (capped is { } cap)
        {
            report.Note(Pages, $"a page holds {Text(cap)} at most, whatever limit says; read on until one is empty.");
        }

        report.Note(
            Pages,
            first.HasMore
                ? "Warning: 299 says where there is more than was given."
                : "nothing says that there is more; a cap of the total (Orthanc's LimitFindResults) could not be seen."
        );
    }

    /// <summary>All studies, page after page, and the size of a page that was smaller than asked for.</summary>
    private async Task<(int Total, int? Cap)> CountAsync(string condition, int size, CancellationToken stop)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int? shorter = null;
        for (var (page, offset) = (0, 0); page < MostPages; page++)
        {
            var at = $"{condition}&limit={Text(size)}&offset={Text(offset)}";
            var uids = (await caller.StudiesAsync(isCentral: false, at, stop)).Uids;
            var news = uids.Count(seen.Add);
            if (news == 0)
            {
                return (seen.Count, page > 1 ? shorter : null);
            }

            offset += uids.Count;
            shorter ??= uids.Count < size ? uids.Count : null;
        }

        return (seen.Count, shorter);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
