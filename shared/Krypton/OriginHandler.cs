using System.Diagnostics;
using KryptonFunctions.Access;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Puts the join keys of both systems' traces on each call: <c>X-Request-Id</c>, and <c>SubjectNameID</c> where a user
/// acts.
/// <c>traceparent</c> is added by HttpClient from the activity.
/// </summary>
internal sealed class OriginHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Set(request, "X-Request-Id", Plain(CurrentCall.RequestId) ?? Ulid.NewUlid().ToString());
        Set(request, "SubjectNameID", Plain(CurrentCall.Caller?.SubjectNameId));

        // Without a parent, HttpClient sends no traceparent; a call from a queue or an activity is to be joined too.
        using var own = Activity.Current is null ? new Activity("Krypton") : null;
        own?.SetIdFormat(ActivityIdFormat.W3C).Start();
        return await base.SendAsync(request, cancellationToken);
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }

    // Claims and ids of others may hold anything; only plain header text goes out.
    private static string? Plain(string? value) =>
        value is { Length: > 0 and <= 128 } && value.All(c => c is > ' ' and <= '~') ? value : null;
}
