using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonMock;
using KryptonMock.Faults;
using KryptonMock.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>The clients against the mock at the wire: the same that the whole system runs against.</summary>
public sealed class KryptonMockTests : IAsyncLifetime
{
    private KryptonMockServer mock = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        mock = await KryptonMockServer.StartAsync(
            new KryptonMockOptions { Settings = new MockSettings { RepatriationSeconds = 0.2 } }
        );
        services = KryptonClients.For(mock);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await mock.DisposeAsync();
    }

    [Fact]
    public async Task EveryFaultOfTheWireIsAValue()
    {
        var patients = services.GetRequiredService<KryptonPatients>();
        foreach (
            var (kind, code) in new[]
            {
                (FaultKind.Status, "http-503"),
                (FaultKind.BrokenJson, "broken-json"),
                (FaultKind.WrongContentType, "wrong-content-type"),
                (FaultKind.Oversized, "too-large"),
            }
        )
        {
            mock.Inject(
                new Fault
                {
                    Kind = kind,
                    Call = CallType.PatientSearch,
                    Times = 2,
                }
            );
            var answer = await patients.SearchAsync(new PatientQuery { Family = ["DU"], BirthDate = ["1954"] }, Cancel);
            answer.ShouldBeOfType<PatientAnswer.Unavailable>().Fault.Code.ShouldBe(code);
            mock.ClearFaults();
        }
    }

    [Fact]
    public async Task APatientsStudiesAreListedAndOneIsBroughtToTheCentralServer()
    {
        var (patient, study) = await SomebodyWithAStudyElsewhere();
        var repatriations = services.GetRequiredService<KryptonRepatriations>();
        StudyUid.TryParse(study.StudyUid, out var uid).ShouldBeTrue();
        var order = new RepatriationOrder(
            $"RCP-1:{uid}",
            "RCP-1",
            uid,
            patient.Id,
            "810001234567",
            DateTimeOffset.UtcNow.AddDays(1)
        );

        var first = (await repatriations.OrderAsync(order, Cancel)).ShouldBeOfType<OrderAnswer.Ordered>();
        var second = (await repatriations.OrderAsync(order, Cancel)).ShouldBeOfType<OrderAnswer.Ordered>();
        second.Report.TaskId.ShouldBe(first.Report.TaskId);
        first.Report.Key.ShouldBe(order.Key);

        RepatriationReport report;
        do
        {
            report = (await repatriations.GetAsync(first.Report.TaskId, Cancel))
                .ShouldBeOfType<RepatriationAnswer.Found>()
                .Report;
        } while (report.Status != RepatriationStatus.Completed);

        report.Moved.ShouldBe(study.Instances);
        var held = (
            await services.GetRequiredService<KryptonStudies>().OnCentralAsync(uid, Cancel)
        ).ShouldBeOfType<QidoAnswer.Listed>();
        held.Studies.ShouldHaveSingleItem().Instances.ShouldBe(study.Instances);

        // Cancelling what has ended changes nothing.
        (await repatriations.CancelAsync(report.TaskId, Cancel))
            .ShouldBeOfType<RepatriationAnswer.Found>()
            .Report.Status.ShouldBe(RepatriationStatus.Completed);
    }

    [Fact]
    public async Task AnOrderIsCancelledOnceAndStaysCancelled()
    {
        var (patient, study) = await SomebodyWithAStudyElsewhere();
        mock.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        StudyUid.TryParse(study.StudyUid, out var uid).ShouldBeTrue();
        var repatriations = services.GetRequiredService<KryptonRepatriations>();
        var ordered = (
            await repatriations.OrderAsync(
                new RepatriationOrder($"RCP-2:{uid}", "RCP-2", uid, patient.Id, null, DateTimeOffset.UtcNow.AddDays(1)),
                Cancel
            )
        ).ShouldBeOfType<OrderAnswer.Ordered>();

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await repatriations.CancelAsync(ordered.Report.TaskId, Cancel))
                .ShouldBeOfType<RepatriationAnswer.Found>()
                .Report.Status.ShouldBe(RepatriationStatus.Cancelled);
        }

        (await repatriations.CancelAsync("unknown", Cancel)).ShouldBeOfType<RepatriationAnswer.Missing>();
    }

    [Fact]
    public async Task TheEstablishmentsAreListedWithTheirNumbers()
    {
        var listed = (await services.GetRequiredService<KryptonOrganizations>().ListAsync(Cancel))
            .ShouldBeOfType<EstablishmentsAnswer.Listed>()
            .Establishments;

        listed.ShouldNotBeEmpty();
        listed.ShouldAllBe(e => e.Finess != null && e.Name.Length > 0 && e.Department != null);
        listed.ShouldContain(e => e.Connected && e.ServiceLevel != null);
        listed.ShouldContain(e => !e.Connected);
    }

    [Fact]
    public async Task AnActionIsReportedOnceHoweverOftenItIsPosted()
    {
        var action = new UserAction
        {
            TraceId = "01J-1",
            At = DateTimeOffset.UtcNow,
            Action = "linkOpened",
            Kind = AccessKind.Read,
            User = "dr-1",
            SubjectNameId = "810001234567",
            PatientId = "kp-1",
            StudyUids = ["1.2.3"],
            RequestId = "r-1",
            PurposeOfUse = "TREAT",
        };

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (
                await services.GetRequiredService<KryptonAudit>().PostAsync(action, Cancel)
            ).ShouldBeOfType<AuditAnswer.Posted>();
        }

        mock.Requests.Count(r => r.Call == CallType.Audit).ShouldBe(2);
    }

    [Fact]
    public async Task TheJoinKeysGoWithEveryCall()
    {
        var caller = new Caller(
            "dr-1",
            "810001234567",
            "Dr X",
            null,
            null,
            "TREAT",
            new HashSet<string>(),
            CareOf.Nobody
        );
        CurrentCall.Begin("request-77", caller);

        await services
            .GetRequiredService<KryptonPatients>()
            .SearchAsync(new PatientQuery { Family = ["DU"], BirthDate = ["1954"] }, Cancel);

        var request = mock.Requests.Last(r => r.Call == CallType.PatientSearch);
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase);
        headers["X-Request-Id"].ShouldBe("request-77");
        headers["SubjectNameID"].ShouldBe("810001234567");
        headers.ShouldContainKey("traceparent");
    }

    private async Task<(PatientRecord Patient, StudyRecord Study)> SomebodyWithAStudyElsewhere()
    {
        for (var year = 1930; year < 2000; year++)
        {
            var answer = await services
                .GetRequiredService<KryptonPatients>()
                .SearchAsync(
                    new PatientQuery
                    {
                        BirthDate = [$"{year}"],
                        Family = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ".Select(c => $"{c}")],
                    },
                    Cancel
                );
            foreach (var patient in answer.ShouldBeOfType<PatientAnswer.Page>().Records)
            {
                var studies = (
                    await services.GetRequiredService<KryptonStudies>().OfPatientAsync([patient], null, Cancel)
                )
                    .ShouldBeOfType<QidoAnswer.Listed>()
                    .Studies;
                if (
                    studies.FirstOrDefault(s => s.Availability == StudyAvailability.Nearline && s.Instances > 0) is
                    { } study
                )
                {
                    return (patient, study);
                }
            }
        }

        throw new InvalidOperationException("The sample has nobody with a study at a site.");
    }
}
