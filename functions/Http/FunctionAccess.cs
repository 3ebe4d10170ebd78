using System.Collections.Concurrent;
using System.Reflection;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// Who may call a function, as its method says. A method that says nothing, or that is not found, is closed.
/// </summary>
internal sealed record FunctionAccess(bool IsOpen, IReadOnlyList<string> Roles)
{
    private static readonly FunctionAccess Closed = new(false, []);
    private static readonly ConcurrentDictionary<string, FunctionAccess> Known = new(StringComparer.Ordinal);

    /// <param name="entryPoint"><c>Namespace.Class.Method</c>, as the worker names it.</param>
    public static FunctionAccess Of(string entryPoint) => Known.GetOrAdd(entryPoint, Read);

    private static FunctionAccess Read(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var type = dot > 0 ? typeof(FunctionAccess).Assembly.GetType(entryPoint[..dot]) : null;
        return type?.GetMethods().SingleOrDefault(m => m.Name == entryPoint[(dot + 1)..]) is { } method
            ? Of(method)
            : Closed;
    }

    internal static FunctionAccess Of(MethodInfo method)
    {
        if (method.GetCustomAttribute<AllowsAttribute>() is { } allows)
        {
            return new FunctionAccess(false, allows.Roles);
        }

        return method.GetCustomAttribute<OpenToAnyoneAttribute>() is null ? Closed : new FunctionAccess(true, []);
    }
}
