using KryptonMock.Http;
using KryptonMock.Repatriations;
using Lab.Archives;

namespace Lab.Orders;

/// <summary>FHIR Task: order, look, cancel, as the mock's README has it.</summary>
internal sealed class TaskEndpoint(OrderBook orders, Transfers transfers, LabArchives archives)
{
    public async Task<MockAnswer> PlaceAsync(MockRequest request)
    {
        if (!OrderRequest.TryRead(request.Text, out var wanted, out var objection))
        {
            return MockAnswer.Outcome(400, "invalid", objection);
        }

        var key = OrderRequest.Key(request.Header("If-None-Exist"));
        var (order, isNew) = orders.Place(wanted!, key, await IsThereAsync(wanted!.StudyUid));
        if (isNew)
        {
            transfers.Begin(order);
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

        if (request.Header("If-Match")?.Trim() is not { Length: > 0 } version)
        {
            return MockAnswer.Outcome(428, "required", "If-Match is needed.");
        }

        if (!OrderRequest.WantsCancelled(request.Text))
        {
            return MockAnswer.Outcome(422, "business-rule", "Only the status cancelled can be put.");
        }

        var seen = order.State;
        if (seen.HasEnded)
        {
            return MockAnswer.Outcome(409, "conflict", "The Task has ended.");
        }

        // What has arrived stays; nothing more comes.
        return
            (version == "*" || version == ETag(seen))
            && orders.Change(order, "cancelled", "cancelled-by-requester", seen.Version)
            ? Show(order, 200)
            : MockAnswer.Outcome(412, "conflict", "The Task has changed since.");
    }

    /// <summary>The orders, or those of one meeting, as the mock's administration shows them.</summary>
    public MockAnswer List(MockRequest request)
    {
        var listed = orders
            .All.Where(order => request.Parameter("rcp") is not { } rcp || order.Request.Group == rcp)
            .ToList();
        return MockAnswer.Json(
            200,
            new
            {
                orders = listed.Select(order => new
                {
                    taskId = order.Id,
                    order.StudyUid,
                    rcp = order.Request.Group,
                    order.Request.Keys,
                    order.State.Status,
                    instances = order.State.Moved ?? 0,
                    orderedAt = order.At,
                    duplicate = order.IsDuplicate,
                }),
                duplicates = listed.Count(order => order.IsDuplicate),
            }
        );
    }

    private static MockAnswer Show(Order order, int status) =>
        MockAnswer.Fhir(status, order.ToTask()).With("ETag", ETag(order.State));

    private static string ETag(OrderState state) => $"W/\"{state.Version}\"";

    /// <summary>Only for the count of repeats: while an archive rests, the order is taken all the same.</summary>
    private async Task<bool> IsThereAsync(string studyUid)
    {
        try
        {
            var source = await archives.FindAsync(studyUid, CancellationToken.None);
            return source is not null
                && source.Instances.IsSubsetOf(await archives.Central.InstancesAsync(studyUid, CancellationToken.None));
        }
        catch (Exception failure) when (LabArchives.IsAtRest(failure))
        {
            return false;
        }
    }
}
