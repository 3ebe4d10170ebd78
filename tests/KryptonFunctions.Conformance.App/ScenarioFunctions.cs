using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Drives a scenario from within the worker: its notes lie in the memory of that process.</summary>
public static class ScenarioFunctions
{
    [Function(nameof(RunScenario))]
    public static async Task<IResult> RunScenario(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scenarios/{name}")] HttpRequest request,
        string name,
        [DurableClient] DurableTaskClient client
    ) =>
        Drive.All.ContainsKey(name)
            ? Results.Text((await Drive.RunAsync(name, client)).ToJsonString(), "application/json")
            : Results.NotFound();
}
