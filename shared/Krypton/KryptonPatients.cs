using System.Diagnostics;
using System.Net;
using Hl7.Fhir.Model;
using KryptonFunctions.Identity;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>Patient searches and reads on Krypton (IHE PDQm ITI-78, FHIR R4).</summary>
public sealed class KryptonPatients(HttpClient http, IOptions<KryptonOptions> options)
{
    internal const string FhirJson = "application/fhir+json";

    private readonly string address = options.Value.FhirBaseUrl.TrimEnd('/') + "/Patient";

    /// <summary>
    /// One search, one page: who gets fewer records than <see cref="PatientAnswer.Page.Total"/> must ask more narrowly.
    /// </summary>
    public async Task<PatientAnswer> SearchAsync(PatientQuery query, CancellationToken cancellationToken)
    {
        if (FhirSearch.Parameters(query, options.Value.PatientPageSize) is not { } parameters)
        {
            return new PatientAnswer.Rejected("no-criterion");
        }

        using var request = Request(parameters);
        switch (await http.ExchangeAsync(request, KryptonCall.PatientSearch, FhirJson, cancellationToken))
        {
            case KryptonReply.Answer { Success: true } answer:
                return !FhirBody.TryRead<Bundle>(answer.Body, out var bundle, out var fault)
                    ? new PatientAnswer.Unavailable(fault)
                    : FhirBody.Guarded<Bundle, PatientAnswer>(bundle, b => Page(b, parameters))
                        ?? new PatientAnswer.Unavailable(KryptonFault.Bad("wrong-resource"));

            // PDQm (ITI-78): an authority that Krypton does not know is 404 with the code not-found, which says that
            // nobody is recorded under it.
            case KryptonReply.Answer { Status: HttpStatusCode.NotFound } answer:
                return FhirBody.SaysNotFound(answer.Body)
                    ? new PatientAnswer.Page([], 0, [])
                    : new PatientAnswer.Unavailable(KryptonFault.Bad("http-404"));
            case KryptonReply.Answer answer:
                return new PatientAnswer.Rejected($"http-{(int)answer.Status}");
            case KryptonReply.Failed failed:
                return new PatientAnswer.Unavailable(failed.Fault);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Reads one record, as to follow a merged one.</summary>
    public async Task<PatientReading> ReadAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/{Uri.EscapeDataString(id)}");
        switch (await http.ExchangeAsync(request, KryptonCall.PatientRead, FhirJson, cancellationToken))
        {
            case KryptonReply.Answer { Status: HttpStatusCode.Gone }:
                return new PatientReading.Missing();
            case KryptonReply.Answer { Status: HttpStatusCode.NotFound } answer:
                return FhirBody.SaysNotFound(answer.Body)
                    ? new PatientReading.Missing()
                    : new PatientReading.Unavailable(KryptonFault.Bad("http-404"));
            case KryptonReply.Answer { Success: true } answer:
                if (!FhirBody.TryRead<Patient>(answer.Body, out var patient, out var fault))
                {
                    return new PatientReading.Unavailable(fault);
                }

                return FhirBody.Guarded(patient, PatientReader.Read) is { } record
                    ? new PatientReading.Found(record)
                    : new PatientReading.Unavailable(KryptonFault.Bad("wrong-resource"));
            case KryptonReply.Failed failed:
                return new PatientReading.Unavailable(failed.Fault);
            default:
                return new PatientReading.Unavailable(KryptonFault.Bad("unexpected-status"));
        }
    }

    private HttpRequestMessage Request(IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        options.Value.PatientSearchByPost
            ? new HttpRequestMessage(HttpMethod.Post, $"{address}/_search")
            {
                Content = new FormUrlEncodedContent(parameters),
            }
            : new HttpRequestMessage(
                HttpMethod.Get,
                $"{address}?{string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"))}"
            );

    private static PatientAnswer.Page Page(Bundle bundle, IReadOnlyList<KeyValuePair<string, string>> asked)
    {
        var (records, unreadable) = FhirBody.Entries<Patient, PatientRecord>(bundle, PatientReader.Read);
        var more = bundle.Link.Exists(l => l?.Relation == "next") ? 1 : 0;
        var total = bundle.Total is { } said ? Math.Max(said - unreadable, records.Count) : records.Count + more;
        var cut = records.Count(record => record.IdentifiersLeftOut > 0);
        return new PatientAnswer.Page(records, total, Ignored(bundle, asked), unreadable + cut);
    }

    // A server says in the self link what it searched by; without that link there is nothing to check.
    private static string[] Ignored(Bundle bundle, IReadOnlyList<KeyValuePair<string, string>> asked)
    {
        if (bundle.Link.Find(l => l?.Relation == "self")?.Url is not { } self)
        {
            return [];
        }

        var query = self[(self.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var applied = query
            .Split('&')
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2 && p[1].Length > 0)
            .Select(p => p[0].Split(':', 2)[0])
            .ToHashSet();
        return [.. asked.Select(p => p.Key).Where(name => name != FhirSearch.Count && !applied.Contains(name))];
    }
}

/// <summary>What came of reading one Patient.</summary>
public abstract record PatientReading
{
    private PatientReading() { }

    public sealed record Found(PatientRecord Record) : PatientReading;

    /// <summary>Krypton has no such record, or no longer.</summary>
    public sealed record Missing : PatientReading;

    public sealed record Unavailable(KryptonFault Fault) : PatientReading;
}
