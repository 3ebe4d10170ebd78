using System.Text;
using Hl7.Fhir.Model;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Tests.Access;
using KryptonFunctions.ViewerLinks.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Tests.Fuzzing;

/// <summary>What comes in bodies, and with the keys that their checks need.</summary>
internal static partial class FuzzTargets
{
    private static readonly TokenBench Tokens = new();

    private static readonly Caller Doctor = Traces.TraceStore.Doctor;

    private static readonly AppOptions App = new() { Environment = AppEnvironment.Test };

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(new string('s', 32));

    private static readonly PatientHandles Handles = new(
        new AppKeys(Options.Create(App)),
        Options.Create(new AccessOptions { HandleKey = Convert.ToBase64String(Secret) })
    );

    private static readonly PatientTraitsReader TraitsOf = new(Options.Create(App), TimeProvider.System);

    private static IEnumerable<FuzzTarget> Bodies() =>
        [
            new("dicom-studies", body => DicomJson.Studies(body, TimeZoneInfo.Utc)),
            new("dicom-instances", body => DicomJson.Instances(body)),
            new("fhir-patient", body => Resource<Patient, object>(body, PatientReader.Read)),
            new("fhir-organization", body => Resource<Organization, object>(body, OrganizationReader.Read)),
            new("fhir-bundle", Bundles),
            new("fhir-task", body => RepatriationTask.Parse(body)),
            new("fhir-outcome", body => FhirBody.SaysNotFound(body)),
            FuzzTarget.OfText(
                "next-link",
                text => FhirPaging.TryFollow(text, new Uri("https://krypton.test/fhir/"), out _)
            ),
            new("notification", Signature),
            new("search-body", body => Traits(RequestBody.Parse<IdentitySearchRequest>(body))),
            new("rcp-body", body => Rcps(RequestBody.Parse<RcpRequest>(body))),
            new("link-body", body => RequestBody.Parse<ViewerLinkRequest>(body)),
        ];

    private static void Resource<TResource, TRecord>(byte[] body, Func<TResource, TRecord?> read)
        where TResource : Resource
        where TRecord : class
    {
        if (FhirBody.TryRead<TResource>(body, out var resource, out _))
        {
            FhirBody.Guarded(resource, read);
        }
    }

    private static void Bundles(byte[] body)
    {
        if (FhirBody.TryRead<Bundle>(body, out var bundle, out _))
        {
            FhirBody.Guarded<Bundle, object>(bundle, Page);
        }
    }

    private static object Page(Bundle bundle)
    {
        FhirBody.Entries<Patient, object>(bundle, PatientReader.Read);
        FhirBody.Entries<Organization, object>(bundle, OrganizationReader.Read);
        return FhirPaging.TryFollow(
            bundle.Link.Find(link => link?.Relation == "next")?.Url,
            new Uri("https://krypton.test/fhir/"),
            out _
        );
    }

    /// <summary>The header's line, then the body.</summary>
    private static void Signature(byte[] input)
    {
        var parts = Encoding.UTF8.GetString(input).Split(' ', 2);
        NotificationSignature.Verify(
            parts[0],
            Encoding.UTF8.GetBytes(parts[^1]),
            Secret,
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)
        );
    }

    private static void Traits(Outcome<IdentitySearchRequest> request)
    {
        if (request is Outcome<IdentitySearchRequest>.Ok(var search))
        {
            TraitsOf.Read(search.Patient);
        }
    }

    private static void Rcps(Outcome<RcpRequest> request)
    {
        if (request is Outcome<RcpRequest>.Ok(var rcp))
        {
            new RcpRequestReader(new PreFichesReader(TraitsOf), TimeProvider.System).Read(rcp);
        }
    }
}
