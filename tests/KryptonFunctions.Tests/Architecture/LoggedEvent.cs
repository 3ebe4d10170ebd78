using System.Reflection;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>A line that the app can log, as its <see cref="LoggerMessageAttribute"/> says.</summary>
internal sealed record LoggedEvent(int Id, LogLevel Level, string Text, string From)
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(KryptonFunctions.Functions.KryptonApp).Assembly,
        typeof(KryptonFunctions.Access.Caller).Assembly,
    ];

    private const BindingFlags AnyMethod =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Those of the functions and of shared, by id.</summary>
    public static IReadOnlyList<LoggedEvent> All { get; } =
    [
        .. Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(AnyMethod | BindingFlags.DeclaredOnly))
            .SelectMany(Of)
            .OrderBy(logged => logged.Id),
    ];

    private static IEnumerable<LoggedEvent> Of(MethodInfo method) =>
        method
            .GetCustomAttributes<LoggerMessageAttribute>()
            .Select(line => new LoggedEvent(line.EventId, line.Level, line.Message, method.DeclaringType!.Name));
}
