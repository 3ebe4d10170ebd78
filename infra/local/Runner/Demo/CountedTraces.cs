namespace Runner.Demo;

/// <summary>The traces of one RCP, as an auditor reads them.</summary>
internal sealed class CountedTraces(HttpClient http, DemoPlaces places, string rcpId)
{
    private static readonly string[] Auditor = ["auditor"];

    /// <summary>
    /// The index by RCP is written from a queue, a moment after the trace: it is given some seconds to catch up.
    /// </summary>
    public async Task<int> CountAsync(int expected, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var count = await CountNowAsync(cancellationToken);
        for (
            var second = 0;
            second < 15 && count < expected && await pace.WaitForNextTickAsync(cancellationToken);
            second++
        )
        {
            count = await CountNowAsync(cancellationToken);
        }

        return count;
    }

    private async Task<int> CountNowAsync(CancellationToken cancellationToken)
    {
        using var auditor = new DccUser(http, places.Dcc, places.Functions, new { user = "auditor", roles = Auditor });
        var count = 0;
        var next = string.Empty;
        string? cursor;
        do
        {
            var page = await auditor.SendAsync<TracePage>(
                HttpMethod.Get,
                $"traces?limit=200&rcpId={rcpId}{next}",
                null,
                cancellationToken
            );
            count += page.Traces.Count;
            cursor = page.NextCursor;
            next = $"&cursor={Uri.EscapeDataString(cursor ?? string.Empty)}";
        } while (cursor is not null);
        return count;
    }
}
