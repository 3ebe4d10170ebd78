using System.Diagnostics;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>The establishments of the region, and which of them are connected.</summary>
public sealed class KryptonOrganizations(HttpClient http, IOptions<KryptonOptions> options, TimeProvider time)
{
    private const int PageSize = 200;
    private const int MaxPages = 50;

    private readonly Uri firstPage = new($"{options.Value.FhirBaseUrl.TrimEnd('/')}/Organization?_count={PageSize}");

    /// <summary>All of them, or why not: a part of the list would say that an establishment is not connected.</summary>
    public async Task<EstablishmentsAnswer> ListAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.ListSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await PagesAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EstablishmentsAnswer.Unavailable(new KryptonFault("timeout"));
        }
    }

    private async Task<EstablishmentsAnswer> PagesAsync(CancellationToken cancellationToken)
    {
        var found = new List<Establishment>();
        var seen = new HashSet<Uri>();
        for (var page = firstPage; page is not null; )
        {
            if (!seen.Add(page) || seen.Count > MaxPages)
            {
                return Unusable("paging-cycle");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            switch (
                await http.ExchangeAsync(
                    request,
                    KryptonCall.Establishments,
                    KryptonPatients.FhirJson,
                    cancellationToken
                )
            )
            {
                case KryptonReply.Answer { Success: true } answer
                    when !FhirBody.TryRead<Bundle>(answer.Body, out var bundle, out var fault):
                    return new EstablishmentsAnswer.Unavailable(fault);
                case KryptonReply.Answer { Success: true } answer
                    when FhirBody.TryRead<Bundle>(answer.Body, out var bundle, out _):
                    if (FhirBody.Guarded(bundle, Read) is not { } read)
                    {
                        return Unusable("wrong-resource");
                    }

                    found.AddRange(read.Establishments);
                    if (!FhirPaging.TryFollow(read.Next, firstPage, out page))
                    {
                        return Unusable("foreign-link");
                    }

                    break;
                case KryptonReply.Answer answer:
                    return Unusable($"http-{(int)answer.Status}");
                case KryptonReply.Failed failed:
                    return new EstablishmentsAnswer.Unavailable(failed.Fault);
                default:
                    throw new UnreachableException();
            }
        }

        return new EstablishmentsAnswer.Listed([
            .. found.DistinctBy(e => e.Id).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private static PageRead Read(Bundle bundle) =>
        new(
            FhirBody.Entries<Organization, Establishment>(bundle, OrganizationReader.Read).Records,
            bundle.Link.Find(l => l?.Relation == "next")?.Url
        );

    private static EstablishmentsAnswer.Unavailable Unusable(string code) => new(KryptonFault.Bad(code));

    private sealed record PageRead(IReadOnlyList<Establishment> Establishments, string? Next);
}
