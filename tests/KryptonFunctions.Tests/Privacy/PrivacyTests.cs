using System.Net;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Privacy;

/// <summary>
/// Does the main job with patients of unusual names, then looks for these names wherever they must not be. It needs the
/// process (its log lines and spans) and the storage account, so it is left out where the functions run elsewhere.
/// </summary>
public sealed class PrivacyTests(LocalKrypton local)
{
    /// <summary>Where the traits of an RCP's patients are kept, to be removed with it.</summary>
    private static readonly string[] TablesWithTraits = ["Rcps"];

    [Fact]
    public async Task NoTraitLeavesTheRequestsAndTheTablesMeantForIt()
    {
        Assert.SkipUnless(
            local.Stack is not null,
            "The functions run elsewhere; their log lines and storage are not ours to read."
        );
        KnownPatient[] patients =
        [
            await local.GivenPatient(),
            await local.GivenPatient(new KnownStudy(), new KnownStudy()),
        ];
        var rcp = await local.GivenRcp(patients);
        await DoEverything(rcp);

        var secrets = patients.SelectMany(patient => patient.Secrets).ToList();
        Find(secrets, local.Telemetry.Lines, "log lines and spans").ShouldBeEmpty();
        Find(secrets, local.Observed!.Texts, "sent spans, metrics and lines").ShouldBeEmpty();
        Find(Ids(rcp), SpansAndMetrics(), "sent spans and metrics").ShouldBeEmpty();
        Find(secrets, await Addresses(), "addresses that Krypton was asked").ShouldBeEmpty();
        var storage = await StoredText.ReadAsync(local.Stack!.Storage.ConnectionString, TablesWithTraits);
        storage.ShouldNotBeEmpty();
        Find(secrets, storage, "storage").ShouldBeEmpty();
    }

    private static async Task DoEverything(GivenRcp rcp)
    {
        foreach (var (patient, preFiche) in rcp.Patients.Select((patient, at) => (patient, at + 1)))
        {
            var patientId = await rcp.Choose(preFiche);
            var context = new { rcpId = rcp.Id };
            var study = patient.Studies[0].Uid;
            (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}")).ShouldBe(HttpStatusCode.OK);
            await rcp.Attach(preFiche, study);
            (
                await rcp.Carer.Post(
                    "viewer-links",
                    new
                    {
                        context,
                        patientId,
                        studyUids = new[] { study },
                        layout = "single",
                        viewer = "web",
                    }
                )
            ).ShouldBe(HttpStatusCode.Created);
            await rcp.Becomes(study, RepatriationState.Completed);
            // Refusals have texts of their own.
            await rcp.Carer.SearchFor(patient.AsAsked(), "RCP-OF-OTHERS");
            await rcp.Carer.SearchFor(new { patient.BirthName, birthDate = "not a date" }, rcp.Id);
            await rcp.Carer.PostText("identity-searches", $$"""{ "patient": { "birthName": "{{patient.BirthName}}" """);
        }

        (await rcp.Carer.Delete($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    /// <summary>
    /// An IPP is the PatientID of a DICOMweb query, as its standard has it; names and dates have no place in any
    /// address.
    /// </summary>
    private async Task<IEnumerable<string>> Addresses() =>
        from request in await local.Krypton.Requests()
        let path = (string?)request["path"]
        select path.Contains("/dicomweb/", StringComparison.Ordinal) ? path : $"{path}{(string?)request["query"]}";

    /// <summary>Opaque, and yet not for spans and metrics; the users of the tests are <c>dr-…</c>.</summary>
    private static IReadOnlyList<string> Ids(GivenRcp rcp) =>
        [
            rcp.Id,
            "dr-",
            .. rcp.Patients.Select(patient => patient.Id),
            .. rcp.Patients.SelectMany(patient => patient.Studies).Select(study => study.Uid),
        ];

    /// <summary>The durable extension's own name of an instance in the host aside (docs/observability.md).</summary>
    private IEnumerable<string> SpansAndMetrics() =>
        local
            .Observed!.Spans.Select(span =>
                span.Service == "WorkerHost"
                    ? $"{span.Name} {string.Join(' ', span.Tags.Where(tag => !IsInstance(tag.Key)))}"
                    : span.Text
            )
            .Concat(local.Observed.Metrics.Select(metric => $"{metric.Name} {string.Join(' ', metric.Tags)}"));

    private static bool IsInstance(string tag) =>
        tag is "durabletask.task.instance_id" or "durabletask.event.target_instance_id" or "DurableFunctionsInstanceId";

    private static IEnumerable<string> Find(IReadOnlyList<string> secrets, IEnumerable<string> texts, string where) =>
        texts
            .Where(text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
            .Select(text => $"{where}: {text}")
            .Take(5);
}
