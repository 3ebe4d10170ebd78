using System.Net;
using System.Text.RegularExpressions;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.MainJob;

/// <summary>
/// Of the whole main job, Krypton sees the calls of its contract and no other, and no address with a trait in it.
/// </summary>
public sealed partial class CallsToKryptonTests(LocalKrypton local)
{
    /// <summary>Their names are remembered for all users; whoever asks first after a start has them fetched.</summary>
    private const string Establishments = "GET /fhir/Organization";

    /// <summary>
    /// Belongs to no user or patient; its signed assertion is random text in which a mark may stand by chance.
    /// </summary>
    private const string Token = "POST /token";

    /// <summary>What the contract towards Krypton names for this job.</summary>
    private static readonly string[] Contract =
    [
        "GET /central/dicomweb/studies",
        "GET /dicomweb/studies",
        "GET /fhir/Patient/{id}",
        "GET /fhir/Task/{id}",
        "GET /viewer",
        "POST /fhir/AuditEvent",
        "POST /fhir/Patient/_search",
        "POST /fhir/Task",
    ];

    [Fact]
    public async Task TheMainJobMakesTheCallsOfTheContractAndNoOther()
    {
        var patient = await local.GivenPatient();
        var rcpId = LocalKrypton.NewId("RCP");
        var (carer, subjectNameId) = await local.GivenCarerWithRppsOfTheirOwn(rcpId);
        var rcp = new GivenRcp(rcpId, carer, [patient]);

        await DoMainJob(rcp);

        // The mock serves all tests at once: ours is what names its user, its patient, its study, its RCP or its
        // order. The order's number is short, so it counts only as the end of its address.
        var order = $"/fhir/Task/{(await local.Krypton.Orders(rcpId)).ShouldHaveSingleItem()!["taskId"]} ";
        string[] marks =
        [
            subjectNameId,
            rcpId,
            patient.Id,
            patient.Ipp,
            patient.Studies[0].Uid,
            order,
            .. patient.BirthName.Split('-'),
        ];
        var calls = await Eventually.Becomes(
            async () => await CallsWith(marks),
            calls => calls.Any(call => call.Kind == "POST /fhir/AuditEvent"),
            "Krypton to be told of the user's actions"
        );
        calls
            .Select(call => call.Kind)
            .Where(kind => kind is not (Establishments or Token))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(Contract);
        // A step that broke off sends its order again under the same key, and Krypton has one order all the same.
        calls
            .Where(call => call.Kind == "POST /fhir/Task")
            .Select(call => call.Key)
            .Distinct()
            .ShouldHaveSingleItem()
            .ShouldNotBeNullOrEmpty();
        calls.Where(call => HoldsATrait(call, patient)).Select(call => call.Address).ShouldBeEmpty();
    }

    /// <summary>
    /// One search, the list of studies, a link that is opened, and one study that is brought to the central server.
    /// </summary>
    private async Task DoMainJob(GivenRcp rcp)
    {
        var patient = rcp.Patients[0];
        await rcp.Save(DateTimeOffset.UtcNow.AddDays(2));
        var patientId = await rcp.Choose(1);
        (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}")).ShouldBe(HttpStatusCode.OK);
        var wish = new
        {
            context = new { rcpId = rcp.Id },
            patientId,
            studyUids = new[] { patient.Studies[0].Uid },
            layout = "single",
            viewer = "web",
        };
        var link = (await rcp.Carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created);
        using var opened = await local.Http.GetAsync(
            new Uri((string)link.Json["url"]!),
            TestContext.Current.CancellationToken
        );
        using var viewer = await local.Http.GetAsync(opened.Headers.Location, TestContext.Current.CancellationToken);
        viewer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await rcp.Attach(1, patient.Studies[0].Uid);
        await rcp.Becomes(patient.Studies[0].Uid, RepatriationState.Completed);
    }

    private async Task<IReadOnlyList<Call>> CallsWith(string[] marks) =>
        [
            .. from request in await local.Krypton.Requests()
            let text = Uri.UnescapeDataString(
                $"{request["path"]}{request["query"]} {request["body"]} {request["headers"]}"
            )
            where marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))
            select new Call(
                $"{request["method"]} {Id.Replace((string)request["path"]!, "/{id}")}",
                $"{request["path"]}{request["query"]}",
                (string?)request["headers"]!["If-None-Exist"]
            ),
        ];

    /// <summary>
    /// An IPP is the PatientID of a DICOMweb query, as its standard has it; names and birth dates have no place in any
    /// address.
    /// </summary>
    private static bool HoldsATrait(Call call, KnownPatient patient)
    {
        var address = Uri.UnescapeDataString(call.Address);
        string[] traits =
        [
            .. patient.BirthName.Split('-'),
            patient.GivenName,
            patient.BirthDate,
            patient.BirthDate.Replace("-", "", StringComparison.Ordinal),
        ];
        return traits.Any(trait => address.Contains(trait, StringComparison.OrdinalIgnoreCase))
            || (
                call.Kind != "GET /dicomweb/studies"
                && call.Kind != "GET /central/dicomweb/studies"
                && address.Contains(patient.Ipp, StringComparison.Ordinal)
            );
    }

    /// <summary>The last part of an address below a resource type, but for an operation of the type.</summary>
    [GeneratedRegex("(?<=^/fhir/[A-Za-z]+)/(?!_)[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Id { get; }

    private sealed record Call(string Kind, string Address, string? Key);
}
