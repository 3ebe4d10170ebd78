using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.Tests.Queues;

public sealed class QueueFunctions(Received received)
{
    [Function("TakesText")]
    public void TakesText([QueueTrigger("%TextQueue%")] string text) => received.Add(text);

    [Function("TakesJson")]
    public Task TakesJson(
        [QueueTrigger("%JsonQueue%")] Parcel parcel,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        received.Add($"{parcel.Name} {parcel.Weight} {context.FunctionDefinition.Name}");
        return Task.CompletedTask;
    }

    [Function("TakesBytes")]
    public void TakesBytes([QueueTrigger("%BytesQueue%")] BinaryData bytes) =>
        received.Add($"{bytes.ToMemory().Length} bytes");

    [Function("Refuses")]
    public void Refuses([QueueTrigger("%BadQueue%")] string text)
    {
        received.Add($"tried {text}");
        throw new InvalidOperationException("no");
    }
}

public sealed record Parcel(string Name, int Weight);

public sealed class Received : TextLog;
