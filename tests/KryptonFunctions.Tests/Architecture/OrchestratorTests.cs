using System.Reflection;
using Mono.Cecil;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>
/// An orchestrator is replayed: it is static, and neither it nor anything of ours that it calls looks at the world.
/// </summary>
public sealed class OrchestratorTests
{
    private static readonly string[] Forbidden =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.TimeProvider::",
        "System.Diagnostics.Stopwatch::",
        "System.Guid::NewGuid",
        "System.Guid::CreateVersion7",
        "System.Random::",
        "System.Security.Cryptography.RandomNumberGenerator::",
        "System.Threading.Tasks.Task::Delay",
        "System.Threading.Tasks.Task::Run",
        "System.Threading.Thread::Sleep",
        "System.Threading.CancellationTokenSource::CancelAsync",
        "System.Threading.CancellationTokenSource::CancelAfter",
        "System.Environment::",
        "System.IO.File::",
        "System.Net.Http.",
        "Azure.",
        "ConfigureAwait",
    ];

    private static readonly OwnCode Code = new(
        Assembly.Load("KryptonFunctions.Functions"),
        typeof(global::KryptonFunctions.Access.Caller).Assembly
    );

    private static IReadOnlyList<MethodDefinition> Orchestrators =>
        [.. Code.Methods.Where(method => method.Parameters.Any(IsTrigger))];

    [Fact]
    public void ThereAreOrchestratorsToCheck() => Orchestrators.Select(method => method.Name).ShouldNotBeEmpty();

    [Fact]
    public void OrchestratorsAreStaticMethodsOfStaticClasses() =>
        Orchestrators
            .Where(method => !method.IsStatic || !(method.DeclaringType.IsAbstract && method.DeclaringType.IsSealed))
            .Select(method => method.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void OrchestratorClassesKeepNoState() =>
        Orchestrators
            .SelectMany(method => method.DeclaringType.Fields)
            .Where(field => field is { IsLiteral: false, IsInitOnly: false })
            .Select(field => field.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void OrchestratorsCallNothingThatDiffersOnReplay()
    {
        var calls =
            from orchestrator in Orchestrators
            from method in Code.Reachable(orchestrator)
            from call in OwnCode.Calls(method)
            let name = $"{call.DeclaringType.FullName}::{call.Name}"
            where Array.Exists(Forbidden, part => name.Contains(part, StringComparison.Ordinal))
            select $"{orchestrator.Name} reaches {name} in {method.FullName}";
        calls.Distinct().ShouldBeEmpty();
    }

    private static bool IsTrigger(ParameterDefinition parameter) =>
        parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "OrchestrationTriggerAttribute");
}
