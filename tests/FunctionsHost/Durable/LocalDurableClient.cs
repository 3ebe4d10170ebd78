using DurableTask.Core;
using DurableTask.Core.History;
using FunctionsHost.Durable.Hub;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PurgeResult = Microsoft.DurableTask.Client.PurgeResult;

namespace FunctionsHost.Durable;

/// <summary>The client of the hub in memory.</summary>
internal sealed class LocalDurableClient(MemoryHub hub, string hubName, TimeProvider clock, DataConverter converter)
    : DurableTaskClient(hubName)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var id = options?.InstanceId is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
        if (id.StartsWith('@'))
        {
            throw new ArgumentException(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, "
                    + "when entity "
                    + "support is enabled. (Parameter 'options?.InstanceId')"
            );
        }

        var started = new ExecutionStartedEvent(-1, converter.Serialize(input))
        {
            Name = orchestratorName.Name,
            Version = options?.Version?.Version ?? "",
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = id,
                ExecutionId = Guid.NewGuid().ToString("N"),
            },
            ScheduledStartTime = options?.StartAt?.UtcDateTime,
            Tags = options?.Tags.ToDictionary() ?? [],
            Timestamp = clock.GetUtcNow().UtcDateTime,
        };
        await hub.CreateAsync(started, options?.DedupeStatuses);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            instanceId,
            new EventRaisedEvent(-1, converter.Serialize(eventPayload)) { Name = eventName },
            verb: null
        );

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellationToken = default
    ) =>
        WaitAsync(
            nameof(WaitForInstanceStartAsync),
            instanceId,
            m => m.RuntimeStatus != OrchestrationRuntimeStatus.Pending,
            getInputsAndOutputs,
            cancellationToken
        );

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellationToken = default
    ) =>
        WaitAsync(
            nameof(WaitForInstanceCompletionAsync),
            instanceId,
            m => m.IsCompleted,
            getInputsAndOutputs,
            cancellationToken
        );

    /// <summary>
    /// Sub-orchestrations go on, also with <see cref="TerminateInstanceOptions.Recursive"/>: so does the genuine host.
    /// </summary>
    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellationToken = default
    ) => SendAsync(instanceId, new ExecutionTerminatedEvent(-1, converter.Serialize(options?.Output)), "terminate");

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            instanceId,
            new ExecutionSuspendedEvent(-1, reason),
            "suspend",
            status => status != OrchestrationStatus.Suspended
        );

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(
            instanceId,
            new ExecutionResumedEvent(-1, reason),
            "resume",
            status => status == OrchestrationStatus.Suspended
        );

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(hub.Read(instanceId, i => Show(i, getInputsAndOutputs, getInputsAndOutputs)));

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        HashSet<OrchestrationRuntimeStatus>? statuses = query.Statuses is { } wanted ? [.. wanted] : null;
        bool Matches(Instance i) =>
            i.Id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)
            && i.State.CreatedTime >= (query.CreatedFrom ?? DateTimeOffset.MinValue).UtcDateTime
            && i.State.CreatedTime <= (query.CreatedTo ?? DateTimeOffset.MaxValue).UtcDateTime
            && statuses?.Contains(StatusOf(i)) != false;

        return Pageable.Create(
            (token, _, _) =>
            {
                var after = token ?? query.ContinuationToken;
                var rest = hub.List(
                    i => string.CompareOrdinal(i.Id, after) > 0 && Matches(i),
                    i => Show(i, query.FetchInputsAndOutputs, withOutput: true)
                );
                var page = rest[..Math.Min(query.PageSize, rest.Count)];
                return Task.FromResult(
                    new Page<OrchestrationMetadata>(page, page.Count < rest.Count ? page[^1].InstanceId : null)
                );
            }
        );
    }

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return Task.FromResult(new PurgeResult(hub.Purge(instanceId) ? 1 : 0));
        }
        catch (InvalidOperationException e)
        {
            return Task.FromException<PurgeResult>(e);
        }
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var count = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var found in GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            count += found.IsCompleted && hub.Purge(found.InstanceId) ? 1 : 0;
        }

        return new PurgeResult(count, isComplete: true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationRuntimeStatus StatusOf(Instance instance) =>
        (OrchestrationRuntimeStatus)(int)instance.State.OrchestrationStatus;

    private Task SendAsync(string id, HistoryEvent what, string? verb, Func<OrchestrationStatus, bool>? allows = null)
    {
        try
        {
            hub.Send(id, what, verb, allows ?? (_ => true));
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            return Task.FromException(e);
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string method,
        string id,
        Func<OrchestrationMetadata, bool> met,
        bool withPayloads,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (true)
            {
                if (await GetInstancesAsync(id, withPayloads, cancellationToken) is { } found && met(found))
                {
                    return found;
                }

                await Task.Delay(Poll, cancellationToken);
            }
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The {method} operation was canceled.", e, cancellationToken);
        }
    }

    private OrchestrationMetadata Show(Instance instance, bool withPayloads, bool withOutput) =>
        new(instance.State.Name, instance.Id)
        {
            DataConverter = withPayloads ? converter : null,
            RuntimeStatus = StatusOf(instance),
            CreatedAt = new DateTimeOffset(instance.State.CreatedTime),
            LastUpdatedAt = new DateTimeOffset(instance.State.LastUpdatedTime),
            SerializedInput = withPayloads ? instance.State.Input : null,
            SerializedOutput = withOutput ? instance.State.Output : null,
            SerializedCustomStatus = withPayloads ? instance.State.Status : null,
            Tags = instance.State.Tags?.ToDictionary() ?? [],
        };
}
