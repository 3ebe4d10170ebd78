using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost.Functions;

/// <summary>How the parameters of one function get their values; decided once, at start.</summary>
internal sealed class Arguments
{
    private readonly Func<Invocation, object?>[] sources;

    private Arguments(Func<Invocation, object?>[] sources) => this.sources = sources;

    /// <param name="function">The function.</param>
    /// <param name="trigger">Gives the trigger parameter's value.</param>
    /// <param name="other">Gives what a trigger binds besides (a route value, an orchestrator's input), or null where
    /// it binds no such parameter.</param>
    public static Arguments Of(
        FunctionMethod function,
        Func<Invocation, object?> trigger,
        Func<ParameterInfo, Func<Invocation, object?>?>? other = null
    ) =>
        new([
            .. function.Parameters.Select(p =>
                p == function.TriggerParameter ? trigger : Common(p) ?? other?.Invoke(p) ?? throw Unknown(function, p)
            ),
        ]);

    public object?[] For(Invocation invocation) => [.. sources.Select(s => s(invocation))];

    private static Func<Invocation, object?>? Common(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(FunctionContext) => i => i,
            var type when type == typeof(CancellationToken) => i => i.CancellationToken,
            var type when type == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)) =>
                i => i.InstanceServices.GetRequiredService<DurableTaskClient>(),
            _ => null,
        };

    private static HostStartException Unknown(FunctionMethod function, ParameterInfo parameter) =>
        HostStartException.Of(
            function,
            $"the local host cannot bind parameter '{parameter.Name}' of type {parameter.ParameterType.Name}. It binds "
                + "the trigger's value, "
                + "FunctionContext, CancellationToken, [DurableClient] DurableTaskClient, route values by name, and an "
                + "orchestrator's input."
        );
}
