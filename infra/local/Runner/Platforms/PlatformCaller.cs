using System.Net;
using System.Net.Http.Headers;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>
/// Asks as the client of Krypton asks, but each question once: what a repeat would hide is to be seen.
/// </summary>
internal sealed class PlatformCaller : IDisposable
{
    private readonly KryptonOptions options;
    private readonly TimeZoneInfo zone;

    public PlatformCaller(KryptonOptions options, string? token)
    {
        this.options = options;
        zone = TimeZoneInfo.FindSystemTimeZoneById(options.StudyTimeZone);
        Http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(Math.Min(5, options.AttemptTimeoutSeconds)),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(options.AttemptTimeoutSeconds),
            MaxResponseContentBufferSize = options.MaxAnswerBytes,
            DefaultRequestHeaders = { Authorization = token is null ? null : new("Bearer", token) },
        };
        Http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KryptonFunctions-check-platform", "1"));
    }

    public HttpClient Http { get; }

    /// <summary>Whether the index and the central server are one address.</summary>
    public bool IsOneAddress => Base(isCentral: true) == Base(isCentral: false);

    /// <summary>A text that nothing bears: what meets a condition with it was not asked for.</summary>
    public static string Nonsense() => $"KF{Guid.NewGuid():N}"[..14].ToUpperInvariant();

    /// <summary>A UID that no study has.</summary>
    public static string NobodysUid() => $"2.25.{Random.Shared.NextInt64(long.MaxValue / 2, long.MaxValue)}";

    public async Task<KryptonReply> FhirAsync(string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.FhirBaseUrl.TrimEnd('/')}/{path}");
        return await Http.ExchangeAsync(request, KryptonCall.PatientSearch, "application/fhir+json", stop);
    }

    public async Task<StudyReply> StudiesAsync(bool isCentral, string conditions, CancellationToken stop)
    {
        var reply = await DicomWebAsync(isCentral, $"studies?{conditions}", stop);
        return StudyReply.Of(reply, body => DicomJson.Studies(body, zone)?.OfType<StudyRecord>().ToList());
    }

    /// <summary>The instances of a study one by one, or null where the server does not list them.</summary>
    public async Task<int?> InstancesAsync(bool isCentral, string uid, CancellationToken stop)
    {
        var path = $"studies/{uid}/instances?includefield={DicomJson.InstanceUid}&limit=1";
        return await DicomWebAsync(isCentral, path, stop) is KryptonReply.Answer { Success: true } answer
            ? DicomJson.Instances(answer.Body)?.Count
            : null;
    }

    public void Dispose() => Http.Dispose();

    private async Task<KryptonReply> DicomWebAsync(bool isCentral, string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base(isCentral)}/{path}");
        return await Http.ExchangeAsync(request, KryptonCall.Studies, "application/dicom+json", stop);
    }

    private string Base(bool isCentral) =>
        (isCentral ? options.CentralDicomWebBaseUrl ?? options.DicomWebBaseUrl : options.DicomWebBaseUrl).TrimEnd('/');
}
