using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>
/// The list of studies (QIDO-RS): whether it answers, lists of UIDs, numbers of instances, where a study lies.
/// </summary>
internal sealed class StudyQuestions(PlatformCaller caller, PlatformReport report)
{
    private const string UidsPerQuery = "UidsPerQuery";
    private const string Instances = "instances";

    private bool takesLists = true;

    /// <returns>False where no DICOMweb server answers there, so that nothing more need be asked.</returns>
    public async Task<bool> IsReachedAsync(bool isCentral, CancellationToken stop)
    {
        var reply = await caller.StudiesAsync(isCentral, $"StudyInstanceUID={PlatformCaller.NobodysUid()}", stop);
        if (reply.Fault is { } fault)
        {
            report.Fails(Name(isCentral), Setting(isCentral), fault);
            return false;
        }

        if (reply.Studies.Count > 0)
        {
            report.Fails(Name(isCentral), "a UID that no study has gives studies: the condition is passed over.");
            return false;
        }

        report.Fits(Name(isCentral), "QIDO-RS answers.");
        return true;
    }

    /// <param name="known">A study that the server lists, or null.</param>
    /// <param name="isCentral">Which server.</param>
    /// <param name="stop">Ends it.</param>
    public async Task AskForListAsync(StudyRecord? known, bool isCentral, CancellationToken stop)
    {
        var uid = known?.StudyUid ?? PlatformCaller.NobodysUid();
        var list = $"StudyInstanceUID={PlatformCaller.NobodysUid()},{uid}";
        var reply = await caller.StudiesAsync(isCentral, list, stop);
        if (reply.Fault is not null || (known is not null && !reply.Uids.Contains(uid)))
        {
            takesLists = false;
            report.Note(Name(isCentral), "takes one UID a query: more calls for a list of studies.");
        }
        else if (known is null && !isCentral)
        {
            report.Open(
                Name(isCentral),
                "a list of UIDs is taken; whether it is read as one needs a study (--patient)."
            );
        }

        report.Set(UidsPerQuery, takesLists ? "20" : "1");
    }

    public async Task AskForInstancesAsync(StudyRecord known, bool isCentral, CancellationToken stop)
    {
        var condition = $"StudyInstanceUID={known.StudyUid}";
        var asked = await caller.StudiesAsync(isCentral, $"{condition}&{StudyField.Included}", stop);
        if (asked.Studies.Count == 0)
        {
            report.Open(Name(isCentral), "does not hold the study asked for, so its instances are not counted there.");
            return;
        }

        if (asked.Studies[0].Instances is not null)
        {
            var unasked = await caller.StudiesAsync(isCentral, condition, stop);
            var given = unasked.Studies.Any(study => study.Instances is not null);
            report.Fits(Name(isCentral), $"gives the number of {Instances}{(given ? "." : " by includefield only.")}");
        }
        else if (await caller.InstancesAsync(isCentral, known.StudyUid, stop) > 0)
        {
            report.Note(Name(isCentral), $"does not give the number of {Instances}; they are counted one by one.");
        }
        else
        {
            report.Fails(
                Name(isCentral),
                $"neither gives the number of {Instances} nor lists them: a transfer ends as completedUnverified."
            );
        }
    }

    public void ReadAvailability(IReadOnlyList<StudyRecord> studies)
    {
        const string question = "where a study lies";
        if (studies.All(study => study.Availability is not null))
        {
            report.Fits(question, "InstanceAvailability is given.");
        }
        else if (caller.IsOneAddress)
        {
            report.Note(
                question,
                "not given, and the index is the central server: whatever is listed counts as online."
            );
        }
        else
        {
            report.Fits(question, "not given: online is what the central server holds whole.");
        }
    }

    public static string Setting(bool isCentral) =>
        isCentral ? "Krypton__CentralDicomWebBaseUrl" : "Krypton__DicomWebBaseUrl";

    private static string Name(bool isCentral) => isCentral ? "central server" : "index";
}
