using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>A parameter of a generated method.</summary>
internal sealed record FunctionParameter(string Name, Type Type, CustomAttributeBuilder? Attribute)
{
    /// <summary>How many of the last ones are the host's own, and not the worker's.</summary>
    public const int Own = 2;

    /// <summary>The trigger, the inputs, and what the invocation needs of the host.</summary>
    public static IEnumerable<FunctionParameter> Of(WorkerFunction function) =>
        [
            new(function.Trigger.Name, TypeOf(function), BindingAttributes.Trigger(function)),
            .. function.Inputs.Select(input => new FunctionParameter(
                input.Name,
                typeof(string),
                BindingAttributes.Input(function, input)
            )),
            new("_binder", typeof(Binder), null),
            new("_cancellation", typeof(CancellationToken), null),
        ];

    private static Type TypeOf(WorkerFunction function) =>
        function switch
        {
            { IsHttp: true } => typeof(HttpRequest),
            { Trigger.IsDeferred: true } => typeof(ParameterBindingData),
            _ => typeof(string),
        };
}
