namespace Workbench.Dcc;

/// <summary>An answer's body and what a client acts on.</summary>
internal sealed record ReceivedAnswer(byte[] Body, string? ETag, int? RetryAfter)
{
    /// <summary>No answer of the API is longer; what follows is not read.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    public static ReceivedAnswer Nothing { get; } = new([], null, null);

    public static async Task<ReceivedAnswer> ReadAsync(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (kept.Length < MaxBytes && (read = await stream.ReadAsync(buffer)) > 0)
        {
            await kept.WriteAsync(buffer.AsMemory(0, read));
        }

        return new ReceivedAnswer(
            kept.ToArray(),
            response.Headers.ETag?.ToString(),
            (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds
        );
    }
}
