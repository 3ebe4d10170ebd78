using FunctionsHost.Durable.Engine;
using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Durable;

/// <summary>The client of the local engine. What it answers is durable.</summary>
internal sealed class LocalDurableClient(DurableEngine engine, DataConverter converter) : DurableTaskClient(engine.Settings.HubName)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        string id = options?.InstanceId is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
        if (id.StartsWith('@'))
        {
            throw new ArgumentException(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, when entity support is enabled. "
                + "(Parameter 'options?.InstanceId')");
        }

        var header = new InstanceHeader
        {
            Id = id,
            Name = orchestratorName.Name,
            Execution = Guid.NewGuid().ToString("N"),
            CreatedAt = engine.Now,
            StartAt = options?.StartAt,
            Tags = options?.Tags ?? new Dictionary<string, string>(),
        };
        await AskAsync(id, new StartInstance(header, converter.Serialize(input), options?.DedupeStatuses), cancellation);
        return id;
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new Arrive(Execution: null, new EventRaised(eventName, converter.Serialize(eventPayload))), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(nameof(WaitForInstanceStartAsync), instanceId, h => h.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(nameof(WaitForInstanceCompletionAsync), instanceId, h => h.HasEnded, getInputsAndOutputs, cancellation);

    /// <summary>Sub-orchestrations go on, also with <see cref="TerminateInstanceOptions.Recursive"/>: so does the genuine host.</summary>
    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new Terminate(converter.Serialize(options?.Output)), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new Suspend(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new Resume(), cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await engine.ReadAsync(instanceId, cancellation) is { } found ? Show(found, getInputsAndOutputs, getInputsAndOutputs) : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        HashSet<OrchestrationRuntimeStatus>? statuses = query.Statuses is { } wanted ? [.. wanted] : null;
        bool Matches(InstanceHeader h) => h.CreatedAt >= (query.CreatedFrom ?? DateTimeOffset.MinValue)
            && h.CreatedAt <= (query.CreatedTo ?? DateTimeOffset.MaxValue) && statuses?.Contains(h.Status) != false;

        return Pageable.Create(async (token, _, cancellation) =>
        {
            var page = new List<OrchestrationMetadata>();
            var instances = new InstanceFilter(query.InstanceIdPrefix, token ?? query.ContinuationToken, Matches: Matches);
            await foreach (InstanceRecord stored in engine.Store.ListAsync(instances, cancellation))
            {
                InstanceRecord found = engine.InMemory(stored.Header.Id) ?? stored;
                if (page.Count == query.PageSize)
                {
                    return new Page<OrchestrationMetadata>(page, page[^1].InstanceId);
                }

                page.Add(Show(found, query.FetchInputsAndOutputs, withOutput: true));
            }

            return new Page<OrchestrationMetadata>(page);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        try
        {
            return new PurgeResult((int)(await AskAsync(instanceId, new Purge(), cancellation))!);
        }
        catch (DurableRequestException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        int count = 0;
        await foreach (OrchestrationMetadata found in GetAllInstancesAsync(new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses))
            .WithCancellation(cancellation))
        {
            count += found.IsCompleted ? (await PurgeInstanceAsync(found.InstanceId, options, cancellation)).PurgedInstanceCount : 0;
        }

        return new PurgeResult(count, isComplete: true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<object?> AskAsync(string id, Message message, CancellationToken cancellation) => engine.AskAsync(id, message).WaitAsync(cancellation);

    private async Task<OrchestrationMetadata> WaitAsync(
        string method, string id, Func<InstanceHeader, bool> met, bool withPayloads, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (await engine.ReadAsync(id, cancellation) is { } found && met(found.Header))
                {
                    return Show(found, withPayloads, withPayloads);
                }

                await Task.Delay(Poll, cancellation);
            }
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The {method} operation was canceled.", e, cancellation);
        }
    }

    private OrchestrationMetadata Show(InstanceRecord found, bool withPayloads, bool withOutput) => new(found.Header.Name, found.Header.Id)
    {
        DataConverter = withPayloads ? converter : null,
        RuntimeStatus = found.Header.Status,
        CreatedAt = found.Header.CreatedAt,
        LastUpdatedAt = found.Header.UpdatedAt,
        SerializedInput = withPayloads ? found.Input : null,
        SerializedOutput = !withOutput ? null : found.Header.Status == OrchestrationRuntimeStatus.Suspended ? found.Header.Reason : found.Output,
        SerializedCustomStatus = withPayloads ? found.Header.CustomStatus : null,
        Tags = found.Header.Tags,
    };
}
