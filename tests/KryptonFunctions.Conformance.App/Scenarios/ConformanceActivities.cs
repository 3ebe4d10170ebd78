using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Conformance;

public static class ConformanceActivities
{
    [Function(nameof(SayHello))]
    public static string SayHello([ActivityTrigger] string name) => $"Hello {name}";

    [Function(nameof(SayBye))]
    public static string SayBye([ActivityTrigger] string name) => $"Bye {name}";

    [Function(nameof(DelayedEcho))]
    public static async Task<string> DelayedEcho([ActivityTrigger] Keyed input)
    {
        await Task.Delay(input.DelayMs);
        Facts.Add(input.Key, $"ran {input.Value}");
        return input.Value;
    }

    [Function(nameof(DelayedThrow))]
    public static async Task<string> DelayedThrow([ActivityTrigger] Keyed input)
    {
        await Task.Delay(input.DelayMs);
        Facts.Add(input.Key, $"threw {input.Value}");
        throw new ConformanceException($"no {input.Value}");
    }

    [Function(nameof(ThrowArgument))]
    public static string ThrowArgument([ActivityTrigger] string name) =>
        throw new ArgumentNullException(nameof(name), "must not be null");

    [Function(nameof(ThrowTwoLines))]
    public static string ThrowTwoLines([ActivityTrigger] string name) =>
        throw new ConformanceException("first line\nsecond line");

    [Function(nameof(ThrowNested))]
    public static string ThrowNested([ActivityTrigger] string name) =>
        throw new ConformanceException(
            "outer",
            new InvalidOperationException("middle", new FormatException("innermost"))
        );

    [Function(nameof(ThrowCancelled))]
    public static string ThrowCancelled([ActivityTrigger] string name) =>
        throw new TaskCanceledException("timed out inside");

    [Function(nameof(FailUntil))]
    public static string FailUntil([ActivityTrigger] Keyed input)
    {
        int attempt = Facts.Next(input.Key + "/attempts");
        Facts.Add(input.Key, $"attempt {attempt}");
        return attempt >= input.SucceedOn
            ? $"attempt {attempt}"
            : throw new ConformanceException($"attempt {attempt} failed");
    }

    [Function(nameof(FailFirstAsFormat))]
    public static string FailFirstAsFormat([ActivityTrigger] string key)
    {
        int attempt = Facts.Next(key + "/attempts");
        Facts.Add(key, $"attempt {attempt}");
        return attempt == 1 ? throw new FormatException("first") : throw new InvalidOperationException("second");
    }

    [Function(nameof(Flip))]
    public static string Flip([ActivityTrigger] string key) => $"flipped {Facts.Next(key + "/flip")}";

    [Function(nameof(ReturnNull))]
    public static string? ReturnNull([ActivityTrigger] string name) => null;

    [Function(nameof(ReturnVoid))]
    public static void ReturnVoid([ActivityTrigger] string name) { }

    [Function(nameof(ReturnTask))]
    public static Task ReturnTask([ActivityTrigger] string name) => Task.CompletedTask;

    [Function(nameof(ReturnBig))]
    public static string ReturnBig([ActivityTrigger] int characters) => new('x', characters);

    [Function(nameof(LengthOf))]
    public static int LengthOf([ActivityTrigger] string text) => text.Length;

    [Function(nameof(EchoSample))]
    public static Sample EchoSample([ActivityTrigger] Sample sample) => sample;

    [Function(nameof(EchoShape))]
    public static Shape EchoShape([ActivityTrigger] Shape shape) => new Circle { Kind = shape.GetType().Name };

    [Function(nameof(EchoPascal))]
    public static Pascal EchoPascal([ActivityTrigger] Pascal input) => input;

    [Function(nameof(RawJson))]
    public static string RawJson([ActivityTrigger] JsonElement input) => input.GetRawText();
}
