using KryptonMock.Faults;
using KryptonMock.Http;
using KryptonMock.Studies;

namespace KryptonMock.Repatriations;

/// <summary>FHIR Task: order, look, cancel.</summary>
internal sealed class TaskEndpoint(
    OrderBook orders,
    StudyCatalog studies,
    CentralServer central,
    FaultBook faults,
    Notifier notifier,
    Func<MockSettings> settings,
    TimeProvider time
)
{
    public async Task<MockAnswer> PlaceAsync(MockRequest request)
    {
        if (!OrderRequest.TryRead(request.Text, out var wanted, out var objection))
        {
            return MockAnswer.Outcome(400, "invalid", objection);
        }

        var study = studies.Find(wanted!.StudyUid);
        var isThere = study is not null && central.Instances(study) >= study.Instances;
        var (order, isNew) = orders.Place(
            wanted,
            OrderRequest.Key(request.Header("If-None-Exist")),
            () => Course(study, wanted.StudyUid),
            isThere,
            time.GetUtcNow()
        );
        if (isNew)
        {
            if (faults.Strike(FaultKinds.Early, null, wanted.StudyUid).Count > 0)
            {
                await notifier.SendAsync(order);
            }

            notifier.Wake();
        }

        return Show(order, isNew ? 201 : 200).With("Location", request.Address($"{request.Path}/{order.Id}"));
    }

    public MockAnswer Read(MockRequest request) =>
        orders.Find(request.Id) is { } order ? Show(order, 200) : MockAnswer.Outcome(404, "not-found", "No such Task.");

    public MockAnswer Cancel(MockRequest request)
    {
        if (orders.Find(request.Id) is not { } order)
        {
            return MockAnswer.Outcome(404, "not-found", "No such Task.");
        }

        if (request.Header("If-Match") is not { Length: > 0 } version)
        {
            return MockAnswer.Outcome(428, "required", "If-Match is needed.");
        }

        if (!OrderRequest.WantsCancelled(request.Text))
        {
            return MockAnswer.Outcome(422, "business-rule", "Only the status cancelled can be put.");
        }

        lock (order)
        {
            var state = order.At(time.GetUtcNow());
            if (state.HasEnded)
            {
                return MockAnswer.Outcome(409, "conflict", "The Task has ended.");
            }

            if (version.Trim() is not "*" and var tag && tag != ETag(state))
            {
                return MockAnswer.Outcome(412, "conflict", "The Task has changed since.");
            }

            orders.Cancel(order, time.GetUtcNow());
        }

        notifier.Wake();
        return Show(order, 200);
    }

    private RepatriationCourse Course(Study? study, string uid)
    {
        var duration = TimeSpan.FromSeconds(settings().RepatriationSeconds);
        if (study is null || study.Availability is Availability.Offline or Availability.Unavailable)
        {
            return new(
                Ending.Refused,
                duration,
                study?.Instances ?? 0,
                Reason: study is null ? "study-unknown" : "study-offline"
            );
        }

        return faults.Strike(FaultKinds.OfOrders, null, uid) is [.., var fault]
            ? new(FaultKinds.Endings[fault.Kind], duration, study.Instances, fault.Fraction)
            : new(Ending.Complete, duration, study.Instances);
    }

    private MockAnswer Show(Order order, int status)
    {
        var now = time.GetUtcNow();
        return MockAnswer.Fhir(status, order.ToTask(now)).With("ETag", ETag(order.At(now)));
    }

    private static string ETag(RepatriationState state) => $"W/\"{state.Version}\"";
}
