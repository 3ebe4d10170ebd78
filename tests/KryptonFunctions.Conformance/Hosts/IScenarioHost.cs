using System.Text.Json.Nodes;

namespace KryptonFunctions.Conformance.Hosts;

/// <summary>A running host with the scenarios' functions.</summary>
internal interface IScenarioHost : IAsyncDisposable
{
    /// <summary>Drives a scenario to its end and gives its outcome.</summary>
    Task<JsonObject> RunAsync(string scenario);
}
