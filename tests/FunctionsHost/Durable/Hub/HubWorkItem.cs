using DurableTask.Core;

namespace FunctionsHost.Durable.Hub;

/// <summary>A step to be run, with the instance that it is for: meanwhile another may have taken its id.</summary>
internal sealed class HubWorkItem(Instance instance) : TaskOrchestrationWorkItem
{
    public Instance Instance { get; } = instance;
}
