using System.Net;
using System.Net.Http.Headers;
using KryptonMock.Http;

namespace KryptonMock.Patients;

/// <summary>
/// Answers Patient searches and reads under an <see cref="HttpClient"/> without any network: the same parsing, rules
/// and bytes as over HTTP, no token asked for. Every other address is 404. Counts what it answered.
/// </summary>
/// <param name="index">The population.</param>
/// <param name="traits">How the platform searches. Default: as documented for Krypton.</param>
public sealed class InProcessKrypton(PatientIndex index, SearchTraits? traits = null) : HttpMessageHandler
{
    private readonly PatientEndpoint patients = new(() => index, () => traits ?? new());
    private long searches;

    /// <summary>Searches answered so far.</summary>
    public long Searches => Interlocked.Read(ref searches);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = Answer(new MockRequest(request.Method.Method, request.RequestUri!, Headers(request), body));
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body),
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType ?? MockAnswer.FhirJson);
        return response;
    }

    private MockAnswer Answer(MockRequest request)
    {
        if (
            request.Path.EndsWith("/Patient", StringComparison.Ordinal)
            || request.Path.EndsWith("/Patient/_search", StringComparison.Ordinal)
        )
        {
            Interlocked.Increment(ref searches);
            return patients.Search(request);
        }

        return request.Path.Contains("/Patient/", StringComparison.Ordinal)
            ? patients.Read(request)
            : MockAnswer.Outcome(404, "not-found", "Only Patient is served in process.");
    }

    private static Dictionary<string, string> Headers(HttpRequestMessage request) =>
        request.Content?.Headers.ContentType is { } type
            ? new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type.ToString() }
            : [];
}
