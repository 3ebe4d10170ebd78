namespace Runner.Platforms;

/// <summary>
/// Conditions that nothing meets: what comes back nevertheless shows a condition that is passed over in silence. Each
/// study is held against each condition by us too, so that this costs calls, and shows no stranger.
/// </summary>
internal sealed class ConditionQuestions(PlatformCaller caller, PlatformReport report)
{
    private const string Question = "conditions";

    public async Task AskAsync(AskedPatient patient, CancellationToken stop)
    {
        var number = $"PatientID={Uri.EscapeDataString(patient.Number)}";
        var nobody = await caller.StudiesAsync(isCentral: false, $"PatientID={PlatformCaller.Nonsense()}", stop);
        if (nobody.Studies.Count > 0)
        {
            report.Fails(Question, "PatientID is passed over: every list would be one of all patients.");
            return;
        }

        await AskForDateAsync(number, stop);
        await AskForModalityAsync(number, stop);
        await AskForCaseAsync(patient, stop);
    }

    private async Task AskForDateAsync(string number, CancellationToken stop)
    {
        var reply = await caller.StudiesAsync(isCentral: false, $"{number}&StudyDate=18000101-18000102", stop);
        if (IsRefused(reply, "StudyDate"))
        {
            return;
        }

        if (reply.Studies.Any(study => study.Date is not null))
        {
            report.Note(Question, "StudyDate is passed over; what does not meet it is left out by us.");
        }
        else if (reply.Studies.Count > 0)
        {
            report.Note(Question, "a study without date meets every StudyDate; it is left out by us.");
        }
        else
        {
            report.Fits(Question, "StudyDate is applied.");
        }
    }

    private async Task AskForModalityAsync(string number, CancellationToken stop)
    {
        var reply = await caller.StudiesAsync(isCentral: false, $"{number}&ModalitiesInStudy=KFNONE", stop);
        if (IsRefused(reply, "ModalitiesInStudy"))
        {
            return;
        }

        if (reply.Studies.Count > 0)
        {
            report.Note(Question, "ModalitiesInStudy is passed over; what does not meet it is left out by us.");
        }
        else
        {
            report.Fits(Question, "ModalitiesInStudy is applied.");
        }
    }

    private async Task AskForCaseAsync(AskedPatient patient, CancellationToken stop)
    {
        var lower = patient.Number.ToLowerInvariant();
        var other = lower == patient.Number ? patient.Number.ToUpperInvariant() : lower;
        if (other == patient.Number)
        {
            return;
        }

        var reply = await caller.StudiesAsync(isCentral: false, $"PatientID={Uri.EscapeDataString(other)}", stop);
        if (reply.Studies.Any(study => study.PatientId == patient.Number))
        {
            report.Note(Question, "the case of a PatientID is ignored; in other case the traits decide.");
        }
    }

    private bool IsRefused(StudyReply reply, string condition)
    {
        if (reply.Fault is not null)
        {
            report.Fails(Question, $"{condition} is not taken ({reply.Fault.Code}): a list narrowed by it fails.");
        }

        return reply.Fault is not null;
    }
}
