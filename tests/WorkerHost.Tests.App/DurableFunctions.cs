using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace WorkerHost.Tests.App;

public sealed class DurableFunctions(Notes notes)
{
    [Function(nameof(Chain))]
    public static async Task<string> Chain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var name = context.GetInput<string>()!;
        var first = await context.CallActivityAsync<string>(nameof(Greet), name);
        return await context.CallActivityAsync<string>(nameof(Greet), first);
    }

    /// <summary>What it learns of the failure of its activity.</summary>
    [Function(nameof(Mishap))]
    public static async Task<string> Mishap([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(Stumble), context.GetInput<string>());
        }
        catch (TaskFailedException failed)
        {
            return $"{failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    /// <summary>Its activity hangs until the worker is killed; the retry goes through.</summary>
    [Function(nameof(Survive))]
    public static Task<string> Survive([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var retries = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1)));
        return context.CallActivityAsync<string>(nameof(HangOnce), context.InstanceId, retries);
    }

    /// <summary>What an orchestrator learns of an activity whose worker has died.</summary>
    [Function(nameof(Learn))]
    public static async Task<string> Learn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(HangOnce), context.InstanceId);
        }
        catch (TaskFailedException failed)
        {
            return $"{failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(Greet))]
    public static string Greet([ActivityTrigger] string name) => $"Hello {name}";

    [Function(nameof(Stumble))]
    public static string Stumble([ActivityTrigger] string name) =>
        throw new InvalidOperationException($"{name} stumbled.");

    [Function(nameof(HangOnce))]
    public async Task<string> HangOnce([ActivityTrigger] string name, CancellationToken cancellationToken)
    {
        var marker = name + ".again";
        if (notes.Has(marker))
        {
            return "survived";
        }

        notes.Add(marker, "begun");
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    [Function(nameof(Start))]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{orchestrator}/{input}")] HttpRequest request,
        string orchestrator,
        string input,
        [DurableClient] DurableTaskClient client
    ) =>
        new OkObjectResult(
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, request.HttpContext.RequestAborted)
        );

    /// <summary>The status, and the output where there is one.</summary>
    [Function(nameof(Status))]
    public static async Task<IActionResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status/{instance}")] HttpRequest request,
        string instance,
        [DurableClient] DurableTaskClient client
    )
    {
        var found = await client.GetInstanceAsync(
            instance,
            getInputsAndOutputs: true,
            request.HttpContext.RequestAborted
        );
        return found is null
            ? new NotFoundResult()
            : new OkObjectResult($"{found.RuntimeStatus} {found.SerializedOutput}");
    }
}
