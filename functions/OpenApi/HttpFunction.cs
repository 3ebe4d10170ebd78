using System.Reflection;
using KryptonFunctions.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>An HTTP function as its attributes declare it; the route lies below <c>/api</c>.</summary>
internal sealed record HttpFunction(string Name, HttpMethod Method, string Route, FunctionAccess Access)
{
    /// <summary>Every one of the app, by name.</summary>
    public static IReadOnlyDictionary<string, HttpFunction> All() =>
        typeof(HttpFunction)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(Read)
            .OfType<HttpFunction>()
            .ToDictionary(function => function.Name, StringComparer.Ordinal);

    private static HttpFunction? Read(MethodInfo method)
    {
        var trigger = method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null);
        return trigger is not null && method.GetCustomAttribute<FunctionAttribute>() is { } function
            ? new HttpFunction(
                function.Name,
                HttpMethod.Parse(trigger.Methods!.Single()),
                trigger.Route!,
                FunctionAccess.Of(method)
            )
            : null;
    }
}
