using System.Collections.Concurrent;

namespace FunctionsHost.Tests.Queues;

/// <summary>What functions note, for the test to look at.</summary>
public abstract class TextLog
{
    private readonly ConcurrentQueue<string> texts = new();

    public string[] Texts => [.. texts];

    public void Add(string text) => texts.Enqueue(text);
}
