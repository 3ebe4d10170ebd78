using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using KryptonFunctions.Access;
using Shouldly;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;
using Structure = ArchUnitNET.Domain.Architecture;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>Dependencies point one way: functions → shared; Runner → FunctionsHost, KryptonMock, functions.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Shared = typeof(Caller).Assembly;
    private static readonly Assembly Functions = Assembly.Load("KryptonFunctions.Functions");
    private static readonly Assembly Host = typeof(AzuriteServer.Azurite).Assembly;
    private static readonly Assembly Mock = Assembly.Load("KryptonMock");
    private static readonly Assembly Runner = typeof(global::Runner.LocalStack).Assembly;
    private static readonly Structure Solution = new ArchLoader()
        .LoadAssemblies(Shared, Functions, Host, Mock, Runner)
        .Build();

    [Fact]
    public void SharedKnowsNeitherTheFunctionsNorTheLocalParts() => Forbid(Shared, Functions, Host, Mock, Runner);

    [Fact]
    public void FunctionsKnowNothingOfTheLocalParts() => Forbid(Functions, Host, Mock, Runner);

    [Fact]
    public void TheFunctionsHostKnowsNothingOfKrypton() => Forbid(Host, Shared, Functions, Mock, Runner);

    [Fact]
    public void TheMockKnowsNeitherTheFunctionsNorTheirHost() => Forbid(Mock, Functions, Host, Runner);

    [Fact]
    public void SharedReferencesNoPackageOfFunctions() =>
        Shared
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .ShouldAllBe(name =>
                !name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal)
            );

    private static void Forbid(Assembly from, params Assembly[] others)
    {
        IArchRule rule = Types()
            .That()
            .ResideInAssembly(from)
            .Should()
            .NotDependOnAny(Types().That().ResideInAssembly(others[0], others[1..]))
            .WithoutRequiringPositiveResults();
        rule.Check(Solution);
    }
}
