using System.Reflection;
using Mono.Cecil;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>
/// The compiled code of some of our assemblies, with who calls whom; state machines of async methods and lambdas belong
/// to the method that has them.
/// </summary>
internal sealed class OwnCode
{
    private readonly Dictionary<string, MethodDefinition> byName;

    public OwnCode(params Assembly[] assemblies)
    {
        var types = assemblies.SelectMany(assembly => ModuleDefinition.ReadModule(assembly.Location).GetTypes());
        Methods = [.. types.SelectMany(type => type.Methods)];
        byName = Methods.DistinctBy(method => method.FullName).ToDictionary(method => method.FullName);
    }

    public IReadOnlyList<MethodDefinition> Methods { get; }

    /// <summary>The methods that a method calls or takes the address of.</summary>
    public static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.HasBody
            ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>()
            : [];

    /// <summary>The method and all of our own code that runs on its behalf.</summary>
    public IReadOnlyCollection<MethodDefinition> Reachable(MethodDefinition from)
    {
        var seen = new HashSet<MethodDefinition> { from };
        var open = new Queue<MethodDefinition>(seen);
        while (open.TryDequeue(out var method))
        {
            foreach (
                var next in Calls(method)
                    .Select(Own)
                    .OfType<MethodDefinition>()
                    .Concat(StateMachine(method))
                    .Where(seen.Add)
            )
            {
                open.Enqueue(next);
            }
        }

        return seen;
    }

    private static IEnumerable<MethodDefinition> StateMachine(MethodDefinition method) =>
        method
            .CustomAttributes.Where(attribute =>
                attribute.AttributeType.Name
                    is "AsyncStateMachineAttribute"
                        or "IteratorStateMachineAttribute"
                        or "AsyncIteratorStateMachineAttribute"
            )
            .SelectMany(attribute => ((TypeReference)attribute.ConstructorArguments[0].Value).Resolve().Methods);

    private MethodDefinition? Own(MethodReference reference) =>
        byName.GetValueOrDefault(reference.GetElementMethod().FullName);
}
