using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>The attributes by which the extensions know a binding.</summary>
internal static class BindingAttributes
{
    /// <summary>Null for those that this host calls itself: HTTP and timers.</summary>
    /// <exception cref="HostException">A trigger that this host does not know.</exception>
    public static CustomAttributeBuilder? Trigger(WorkerFunction function) =>
        function.Trigger switch
        {
            { Type: "httptrigger" or "timertrigger" } => null,
            { Type: "queuetrigger" } queue => Make<QueueTriggerAttribute>(
                [queue["queueName"]],
                (nameof(QueueTriggerAttribute.Connection), queue["connection"])
            ),
            { Type: "orchestrationtrigger" } orchestration => Make<OrchestrationTriggerAttribute>(
                [],
                (nameof(OrchestrationTriggerAttribute.Orchestration), orchestration["orchestration"])
            ),
            { Type: "activitytrigger" } activity => Make<ActivityTriggerAttribute>(
                [],
                (nameof(ActivityTriggerAttribute.Activity), activity["activity"])
            ),
            var other => throw Unknown(function, other),
        };

    /// <exception cref="HostException">An input that this host does not know.</exception>
    public static CustomAttributeBuilder Input(WorkerFunction function, Binding input) =>
        input.Type switch
        {
            "durableclient" => Make<DurableClientAttribute>(
                [],
                (nameof(DurableClientAttribute.TaskHub), input["taskHub"]),
                (nameof(DurableClientAttribute.ConnectionName), input["connectionName"])
            ),
            _ => throw Unknown(function, input),
        };

    /// <summary>Properties without a value are left out.</summary>
    public static CustomAttributeBuilder Make<T>(object?[] arguments, params (string Name, object? Value)[] properties)
    {
        var constructor = typeof(T).GetConstructors().Single(c => c.GetParameters().Length == arguments.Length);
        List<(string Name, object? Value)> set = [.. properties.Where(p => p.Value is not null)];
        return new CustomAttributeBuilder(
            constructor,
            arguments,
            [.. set.Select(p => typeof(T).GetProperty(p.Name)!)],
            [.. set.Select(p => p.Value)]
        );
    }

    private static HostException Unknown(WorkerFunction function, Binding binding) =>
        new(
            ExitCode.NoFunctionApp,
            $"The function {function.Name} has a binding of type {binding.Type}, which this host does not know."
        );
}
