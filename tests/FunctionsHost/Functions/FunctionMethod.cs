using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionsHost.Functions;

/// <summary>One method with <see cref="FunctionAttribute"/> and its trigger.</summary>
internal sealed class FunctionMethod
{
    private readonly MethodInvoker invoker;
    private readonly Func<Task, object?>? readResult;

    private FunctionMethod(
        string name,
        MethodInfo method,
        ParameterInfo[] parameters,
        ParameterInfo triggerParameter,
        TriggerBindingAttribute trigger
    )
    {
        Name = name;
        Method = method;
        Parameters = parameters;
        TriggerParameter = triggerParameter;
        Trigger = trigger;
        invoker = MethodInvoker.Create(method);
        readResult = ReaderOf(method.ReturnType);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    public ParameterInfo TriggerParameter { get; }

    public TriggerBindingAttribute Trigger { get; }

    public string Place => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public static FunctionMethod Read(MethodInfo method, string name)
    {
        // Asked once: two threads that ask the runtime for the first time may each be given objects of their own.
        var parameters = method.GetParameters();
        var triggers = parameters
            .Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(t => t.Trigger is not null)
            .ToList();
        return triggers is [var (parameter, trigger)]
            ? new FunctionMethod(name, method, parameters, parameter, trigger!)
            : throw new HostStartException(
                $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name}) has {triggers.Count} trigger "
                    + "attributes on its parameters, exactly one is needed."
            );
    }

    /// <summary>Calls the method and awaits what it returns; exceptions come as they were thrown.</summary>
    public async Task<object?> CallAsync(object? target, object?[] arguments)
    {
        var returned = invoker.Invoke(target, arguments.AsSpan());
        var task = returned switch
        {
            Task t => t,
            ValueTask t => t.AsTask(),
            not null when readResult is not null => (Task)
                returned.GetType().GetMethod(nameof(ValueTask.AsTask))!.Invoke(returned, null)!,
            _ => null,
        };
        if (task is null)
        {
            return returned;
        }

        await task;
        return readResult?.Invoke(task);
    }

    /// <summary>By the declared type: at run time an 'async Task' has a result too, which means nothing.</summary>
    private static Func<Task, object?>? ReaderOf(Type returnType) =>
        returnType.IsGenericType
        && (
            returnType.GetGenericTypeDefinition() == typeof(Task<>)
            || returnType.GetGenericTypeDefinition() == typeof(ValueTask<>)
        )
            ? typeof(Task<>)
                .MakeGenericType(returnType.GenericTypeArguments)
                .GetProperty(nameof(Task<>.Result))!
                .GetValue
            : null;
}
