using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionsHost.Functions;

/// <summary>The functions of the given assemblies, found by their attributes as the Worker's build does.</summary>
internal sealed class FunctionCatalogue
{
    private static readonly Type[] Supported =
    [
        typeof(HttpTriggerAttribute),
        typeof(QueueTriggerAttribute),
        typeof(TimerTriggerAttribute),
        typeof(OrchestrationTriggerAttribute),
        typeof(ActivityTriggerAttribute),
    ];

    private readonly Dictionary<string, FunctionMethod> byName = new(StringComparer.OrdinalIgnoreCase);

    public FunctionCatalogue(IEnumerable<Assembly> assemblies, Func<Type, bool>? classes = null)
    {
        var types = assemblies.SelectMany(a => a.GetExportedTypes());
        foreach (var method in types.Where(classes ?? (_ => true)).SelectMany(MethodsOf))
        {
            Add(method, method.GetCustomAttribute<FunctionAttribute>()!.Name);
        }
    }

    public IReadOnlyCollection<FunctionMethod> All => byName.Values;

    public IEnumerable<(FunctionMethod Function, T Trigger)> With<T>()
        where T : TriggerBindingAttribute => All.Where(f => f.Trigger is T).Select(f => (f, (T)f.Trigger));

    public FunctionMethod? Find<T>(string name)
        where T : TriggerBindingAttribute => byName.GetValueOrDefault(name) is { Trigger: T } found ? found : null;

    private static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.IsDefined(typeof(FunctionAttribute)));

    private void Add(MethodInfo method, string name)
    {
        var function = FunctionMethod.Read(method, name);
        if (!Supported.Contains(function.Trigger.GetType()))
        {
            throw HostStartException.Of(
                function,
                $"its trigger {function.Trigger.GetType().Name} is not supported by the local host."
            );
        }

        if (Outputs(method) is { } output)
        {
            throw HostStartException.Of(
                function,
                $"output bindings ({output.GetType().Name}) are not supported by the local host."
            );
        }

        if (method.GetCustomAttribute<RetryAttribute>() is { } retry)
        {
            throw HostStartException.Of(function, $"{retry.GetType().Name} is not supported by the local host.");
        }

        if (!byName.TryAdd(name, function))
        {
            throw HostStartException.Of(
                function,
                $"the name is taken by {byName[name].Place}; function names must differ, and case does not count."
            );
        }
    }

    private static OutputBindingAttribute? Outputs(MethodInfo method)
    {
        var returned = method.ReturnType.IsGenericType ? method.ReturnType.GenericTypeArguments[0] : method.ReturnType;
        return method.GetCustomAttribute<OutputBindingAttribute>()
            ?? returned
                .GetProperties()
                .Select(p => p.GetCustomAttribute<OutputBindingAttribute>())
                .FirstOrDefault(a => a is not null);
    }
}
