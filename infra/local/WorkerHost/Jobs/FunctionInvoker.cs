using System.Diagnostics;
using Microsoft.Azure.WebJobs;
using WorkerHost.Http;
using WorkerHost.Rpc;
using WorkerHost.Rpc.Messages;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>Called by the generated methods, so it is public.</summary>
public interface IFunctionInvoker
{
    /// <param name="name">Of the function.</param>
    /// <param name="arguments">In the order of its parameters.</param>
    Task<object?> InvokeAsync(string name, object?[] arguments);
}

/// <summary>Hands an invocation to the worker.</summary>
internal sealed class FunctionInvoker(WorkerSupervisor workers, RequestForwarder http) : IFunctionInvoker
{
    private readonly Dictionary<string, WorkerFunction> functions = workers.Functions.ToDictionary(
        f => f.Name,
        StringComparer.Ordinal
    );

    public async Task<object?> InvokeAsync(string name, object?[] arguments)
    {
        var function = functions[name];
        var stopping = (CancellationToken)arguments[^1]!;
        using var span = HostTelemetry.StartTrigger(function);
        var channel = await workers.ReadyAsync(stopping);
        var request = Request(function, arguments, channel);
        return arguments[0] is HttpRequest incoming
            ? await http.ForwardAsync(incoming.HttpContext, channel, request, stopping)
            : await channel.InvokeAsync(request, stopping);
    }

    private static InvocationRequest Request(WorkerFunction function, object?[] arguments, WorkerChannel channel)
    {
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Metadata.FunctionId,
            TraceContext = new RpcTraceContext
            {
                TraceParent = Activity.Current?.Id ?? "",
                TraceState = Activity.Current?.TraceStateString ?? "",
            },
        };
        string[] names = [function.Trigger.Name, .. function.Inputs.Select(i => i.Name)];
        foreach (var (name, value) in names.Zip(arguments.SkipLast(FunctionParameter.Own)))
        {
            var data = value is HttpRequest http
                ? RpcData.From(http, withRoute: channel.Can("RequiresRouteParameters"))
                : Data(function, value);
            request.InputData.Add(new ParameterBinding { Name = name, Data = data });
        }

        foreach (var (key, value) in Metadata(arguments))
        {
            request.TriggerMetadata[key] = RpcData.From(value);
        }

        return request;
    }

    /// <summary>
    /// What the trigger says beside its value: of a queue's message, for example; of a request the values of its
    /// route.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, object?>> Metadata(object?[] arguments) =>
        arguments[0] is HttpRequest request
            ? request.RouteValues.Where(value => value.Value is not null)
            : ((Binder)arguments[^FunctionParameter.Own]!).BindingData.Where(data =>
                data.Value is not null && !data.Key.Equals("sys", StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>The state of a timer is JSON of the host's; everything else is a text as it came.</summary>
    private static TypedData Data(WorkerFunction function, object? value) =>
        function.IsTimer && value is string json && json.StartsWith('{')
            ? new TypedData { Json = json }
            : RpcData.From(value);
}
