using System.Diagnostics;

namespace KryptonFunctions.Observability;

/// <summary>
/// Our own spans, beside those that the worker and the durable extension make of each function. No name and no tag of
/// one holds anything of a person, an RCP or a study: spans go to whoever operates the app.
/// </summary>
public static class KryptonActivities
{
    /// <summary>By which a listener asks for them.</summary>
    public const string SourceName = "KryptonFunctions";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What is done now as a W3C <c>traceparent</c>; null where nobody listens.</summary>
    public static string? Traceparent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } now ? now.Id : null;

    /// <summary>A call to Krypton, from the first attempt to the last.</summary>
    internal static Activity? StartCall(string kind) =>
        Source.StartActivity($"krypton {kind}", ActivityKind.Client)?.SetTag("krypton.call", kind);

    /// <summary>
    /// The handling of a message. It belongs to the trace of whoever sent it first, of those that are recorded if there
    /// are any, and is linked with those that share the message, and with the function that was called for it.
    /// </summary>
    /// <param name="queue">Its name.</param>
    /// <param name="senders">Each a <c>traceparent</c>; one that is none is passed over.</param>
    public static Activity? StartMessage(string queue, IEnumerable<string?> senders)
    {
        var contexts = senders.Select(Context).OfType<ActivityContext>().OrderByDescending(IsRecorded).ToList();
        if (contexts is not [var first, .. var others])
        {
            return null;
        }

        var links = others.Append(Activity.Current?.Context ?? default).Where(context => context != default);
        return Source.StartActivity(
            $"process {queue}",
            ActivityKind.Consumer,
            first,
            tags: [new("messaging.destination.name", queue)],
            links: links.Select(context => new ActivityLink(context))
        );
    }

    internal static bool IsRecorded(string traceparent) => Context(traceparent) is { } context && IsRecorded(context);

    private static bool IsRecorded(ActivityContext context) => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);

    private static ActivityContext? Context(string? traceparent) =>
        ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var context) ? context : null;
}
