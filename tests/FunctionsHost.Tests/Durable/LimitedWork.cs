using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

/// <summary>Orchestrators that come near the limits of the genuine engine.</summary>
public static class LimitedWork
{
    /// <summary>Sets a status of so many characters, which may be too many, and then works on.</summary>
    [Function(nameof(ShowsStatus))]
    public static async Task<string> ShowsStatus(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int characters
    )
    {
        context.SetCustomStatus("first");
        await context.CallActivityAsync<string>(nameof(TextOf), 1);
        try
        {
            context.SetCustomStatus(new string('s', characters));
        }
        catch (Exception e)
        {
            return $"caught {e.GetType().Name}";
        }

        await context.CallActivityAsync<string>(nameof(TextOf), 2);
        return "done";
    }

    /// <summary>
    /// One activity after the other, each with a result of so many characters; then waits for an event 'More' for each
    /// further one.
    /// </summary>
    [Function(nameof(Gathers))]
    public static async Task<string> Gathers(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        GatheredLengths lengths
    )
    {
        foreach (var length in lengths.AtOnce)
        {
            await context.CallActivityAsync<string>(nameof(TextOf), length);
        }

        for (var i = 0; i < lengths.EventsAfter; i++)
        {
            await context.WaitForExternalEvent<string>("More");
        }

        return "gathered";
    }

    /// <summary>As much again and again, in generations of their own.</summary>
    [Function(nameof(GathersAnew))]
    public static async Task<string> GathersAnew(
        [OrchestrationTrigger] TaskOrchestrationContext context,
        int generations
    )
    {
        await context.CallActivityAsync<string>(nameof(TextOf), 600_000);
        if (generations > 1)
        {
            context.ContinueAsNew(generations - 1);
        }

        return "gathered";
    }

    [Function(nameof(TextOf))]
    public static string TextOf([ActivityTrigger] int length) => new('x', length);
}

public sealed record GatheredLengths(int[] AtOnce, int EventsAfter = 0);
