using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>Which of them run, and the end of those that are past their retention.</summary>
public sealed partial class PrefetchInstances
{
    /// <summary>The ids of the running instances that begin so.</summary>
    public async Task<IReadOnlySet<string>> RunningAsync(
        DurableTaskClient client,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        var running = new HashSet<string>(StringComparer.Ordinal);
        await foreach (
            var instance in client
                .GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: prefix))
                .WithCancellation(cancellationToken)
        )
        {
            if (!instance.IsCompleted)
            {
                running.Add(instance.InstanceId);
            }
        }

        return running;
    }

    /// <summary>Ends the instance where it still runs, and removes its history.</summary>
    public async Task RemoveAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(client, instanceId, cancellationToken))
        {
            await client.TerminateInstanceAsync(instanceId, output: null, cancellationToken);
            await client.WaitForInstanceCompletionAsync(instanceId, cancellationToken);
        }

        await client.PurgeInstanceAsync(instanceId, cancellationToken);
    }

    private static async Task<bool> IsRunningAsync(
        DurableTaskClient client,
        string instanceId,
        CancellationToken cancellationToken
    ) => await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false };
}
