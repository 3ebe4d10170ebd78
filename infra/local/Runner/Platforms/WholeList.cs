using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;

namespace Runner.Platforms;

/// <summary>
/// The list of studies as users would see it, by the app's own client with the settings that were chosen.
/// </summary>
internal sealed class WholeList(PlatformCaller caller, PlatformReport report)
{
    private const string Question = "list with these settings";

    public async Task AskAsync(
        KryptonOptions chosen,
        ILookup<AskedPatient, PatientRecord> records,
        IReadOnlyDictionary<AskedPatient, IReadOnlyList<StudyRecord>> found,
        CancellationToken stop
    )
    {
        report.Apply(chosen);
        var client = new KryptonStudies(caller.Http, Options.Create(chosen), TimeProvider.System);
        foreach (var patient in found.Keys)
        {
            if (!records.Contains(patient))
            {
                report.Open(
                    Question,
                    "the Patient search does not find this number, so there is no record to list for."
                );
                continue;
            }

            switch (await client.OfPatientAsync([.. records[patient]], filter: null, stop))
            {
                case QidoAnswer.Listed { Studies.Count: 0, Unverified.Count: 0 }:
                    report.Fails(Question, "none of the studies is the patient's by number, issuer and traits.");
                    break;
                case QidoAnswer.Listed { Complete: var complete } listed:
                    Tell($"{listed.Studies.Count} shown, {listed.Unverified.Count} in doubt and marked", complete);
                    break;
                case QidoAnswer.Unavailable unavailable:
                    report.Fails(Question, StudyQuestions.Setting(isCentral: false), unavailable.Fault);
                    break;
            }
        }
    }

    private void Tell(string counts, bool isComplete)
    {
        if (isComplete)
        {
            report.Fits(Question, $"{counts}; complete.");
        }
        else
        {
            report.Note(Question, $"{counts}; not complete, which is said.");
        }
    }
}
