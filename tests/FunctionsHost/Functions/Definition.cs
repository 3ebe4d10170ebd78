using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Functions;

/// <summary>What middleware can learn about the function that it stands around.</summary>
internal sealed class Definition(FunctionMethod function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
    [
        .. function.Parameters.Select(p => new FunctionParameter(
            p.Name!,
            p.ParameterType,
            p.HasDefaultValue,
            p.DefaultValue
        )),
    ];

    public override string PathToAssembly => function.Method.DeclaringType!.Assembly.Location;

    public override string EntryPoint => function.Place;

    public override string Id => function.Place;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(function.TriggerParameter.Name!, new Trigger(function));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings =>
        ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class Trigger(FunctionMethod function) : BindingMetadata
    {
        public override string Name => function.TriggerParameter.Name!;

        /// <summary>
        /// As in function.json: httpTrigger, queueTrigger, timerTrigger, orchestrationTrigger, activityTrigger.
        /// </summary>
        public override string Type { get; } = TypeOf(function.Trigger.GetType().Name);

        public override BindingDirection Direction => BindingDirection.In;

        private static string TypeOf(string attribute) =>
            char.ToLowerInvariant(attribute[0]) + attribute[1..^nameof(Attribute).Length];
    }
}
