using System.Diagnostics;
using OpenTelemetry;

namespace KryptonFunctions.Functions.Observability;

/// <summary>
/// Takes out of spans what libraries put in. The worker describes a function that failed by its exception's text, and
/// texts may repeat what was given; the log has the type. The durable client names the instance, which holds the ids of
/// an RCP and a study.
/// </summary>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly string[] Instances =
    [
        "durabletask.task.instance_id",
        "durabletask.event.target_instance_id",
    ];

    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null)
        {
            data.SetStatus(data.Status);
        }

        foreach (var tag in Instances)
        {
            data.SetTag(tag, value: null);
        }
    }
}
