using FunctionsHost.Durable.History;
using FunctionsHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost.Durable.Engine;

/// <summary>Runs activities, so many at a time. What a stopped host had begun is run again by the next: at least once.</summary>
internal sealed class ActivityWorkers : IDisposable
{
    private readonly DurableEngine engine;
    private readonly FunctionCatalogue catalogue;
    private readonly FunctionPipeline pipeline;
    private readonly IServiceProvider services;
    private readonly DataConverter converter;
    private readonly SemaphoreSlim slots;
    private readonly SeededOrder? order;
    private readonly Dictionary<FunctionMethod, Arguments> arguments;

    public ActivityWorkers(DurableEngine engine, FunctionCatalogue catalogue, FunctionPipeline pipeline, IServiceProvider services, DataConverter converter)
    {
        this.engine = engine;
        this.catalogue = catalogue;
        this.pipeline = pipeline;
        this.services = services;
        this.converter = converter;
        slots = new SemaphoreSlim(engine.Settings.MaxConcurrentActivities);
        order = engine.Settings.CompletionSeed is { } seed ? new SeededOrder(seed) : null;
        arguments = catalogue.With<ActivityTriggerAttribute>().ToDictionary(f => f.Function, f => Arguments.Of(
            f.Function, i => JsonArgument.Read(f.Function, f.Function.TriggerParameter, (string?)i.TriggerValue, converter)));
    }

    public void Post(InstanceHeader instance, ActivityScheduled activity)
    {
        engine.Work.Begin();
        order?.Begin(instance.Execution);
        _ = Task.Run(() => RunAsync(instance, activity));
    }

    /// <summary>With a seed, no result is given until all activities of the step are posted.</summary>
    public void BeginStep(InstanceHeader instance) => order?.Hold(instance.Execution);

    /// <summary>With a seed, gives one result: each has a step of its own.</summary>
    public void EndStep(InstanceHeader instance)
    {
        if (order?.Release(instance.Execution) is { } arrival)
        {
            engine.Tell(instance.Id, new Arrive(instance.Execution, arrival));
        }
    }

    public void Dispose() => slots.Dispose();

    private async Task RunAsync(InstanceHeader instance, ActivityScheduled activity)
    {
        try
        {
            await slots.WaitAsync(engine.Stopped);
            Arrival arrival;
            try
            {
                arrival = await CallAsync(activity);
            }
            finally
            {
                slots.Release();
            }

            if (engine.IsStopped)
            {
                return;
            }

            Arrival? next = order is null ? arrival : order.End(instance.Execution, arrival);
            if (next is not null)
            {
                engine.Tell(instance.Id, new Arrive(instance.Execution, next));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The host stops; the next one runs the activity again.
        }
        finally
        {
            engine.Work.End();
        }
    }

    private async Task<Arrival> CallAsync(ActivityScheduled activity)
    {
        engine.Counters.RanActivity();
        if (catalogue.Find<ActivityTriggerAttribute>(activity.Name) is not { } function)
        {
            string known = string.Join(", ", arguments.Keys.Select(k => k.Name).Order(StringComparer.Ordinal));
            return new WorkFailed(activity.Id, new Failure("(unknown)", $"There is no activity function '{activity.Name}'. Known are: {known}."));
        }

        try
        {
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            var invocation = new Invocation(function, activity.Input, scope.ServiceProvider, engine.Stopped);
            object? result = await pipeline.RunAsync(invocation, arguments[function]);
            return new WorkDone(activity.Id, converter.Serialize(result));
        }
        catch (Exception e) when (!engine.IsStopped)
        {
            engine.Log.ActivityFailed(function.Name, e);
            return new WorkFailed(activity.Id, Failure.OfActivity(e));
        }
    }
}
