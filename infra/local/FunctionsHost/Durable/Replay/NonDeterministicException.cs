using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Replay;

/// <summary>The orchestrator did not do again what it had done.</summary>
public sealed class NonDeterministicException : Exception
{
    internal NonDeterministicException(string message)
        : base(message)
    {
    }

    internal static void Compare(string orchestrator, IReadOnlyList<ScheduledAction> before, IReadOnlyList<ScheduledAction> now, string beforeName, string advice)
    {
        for (int i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            ScheduledAction? was = before.ElementAtOrDefault(i), isNow = now.ElementAtOrDefault(i);
            if (!Equals(was, isNow))
            {
                throw new NonDeterministicException(
                    $"The orchestrator '{orchestrator}' is not deterministic: {beforeName} #{(was ?? isNow)!.Id} was [{Text(was)}], this run gives [{Text(isNow)}]. {advice}");
            }
        }
    }

    private static string Text(ScheduledAction? action) => action?.Describe() ?? "nothing";
}
