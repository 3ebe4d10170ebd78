using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Functions;

/// <summary>One call of a function, as middleware and the function see it.</summary>
internal sealed class Invocation(
    FunctionMethod function,
    object? triggerValue,
    IServiceProvider services,
    CancellationToken cancellationToken
) : FunctionContext
{
    public FunctionMethod Function { get; } = function;

    /// <summary>
    /// What the trigger gives: the request, the message's text, the timer's state, the orchestration's context, the
    /// activity's input.
    /// </summary>
    public object? TriggerValue { get; } = triggerValue;

    /// <summary>What else can be bound by name: route values, an orchestrator's input.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public object? Result { get; set; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Place;

    public override TraceContext TraceContext { get; } = new CurrentTrace();

    public override BindingContext BindingContext => new NamedData(Data);

    public override RetryContext RetryContext { get; } = new NoRetry();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(function);

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    private sealed class CurrentTrace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    private sealed class NamedData(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class NoRetry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }
}
