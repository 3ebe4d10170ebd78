using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

internal sealed class DriveList()
    : Dictionary<string, Func<Run, Task<OrchestrationMetadata?>>>(StringComparer.OrdinalIgnoreCase)
{
    /// <summary>Started with no input and watched to its end; nothing else is done.</summary>
    public void Plain(params string[] names)
    {
        foreach (string name in names)
        {
            With(
                name,
                async run =>
                {
                    await run.StartAsync(name);
                    return await run.EndAsync();
                }
            );
        }
    }

    public void With(string name, Func<Run, Task<OrchestrationMetadata?>> drive) => this[name] = drive;
}
