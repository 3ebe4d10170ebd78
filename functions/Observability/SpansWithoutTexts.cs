using System.Diagnostics;
using OpenTelemetry;

namespace KryptonFunctions.Functions.Observability;

/// <summary>
/// The worker describes a function that failed by its exception's text. Texts of libraries may repeat what they were
/// given, so only the failure itself is kept; the log has its type.
/// </summary>
internal sealed class SpansWithoutTexts : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }
    }
}
