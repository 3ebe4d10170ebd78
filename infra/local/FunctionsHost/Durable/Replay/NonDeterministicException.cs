using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Replay;

/// <summary>The orchestrator did not do again what it had done.</summary>
public sealed class NonDeterministicException : Exception
{
    private const int Longest = 200;
    private const int BeginningShown = 60;
    private const int AlikeShown = 20;

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
                var (then, here) = SideBySide(was?.Describe() ?? "nothing", isNow?.Describe() ?? "nothing");
                throw new NonDeterministicException(
                    $"The orchestrator '{orchestrator}' is not deterministic: {beforeName} #{(was ?? isNow)!.Id} was [{then}], this run gives [{here}]. {advice}");
            }
        }
    }

    /// <summary>Both as long as can be read; where they are alike at first, the part is shown in which they differ.</summary>
    private static (string Was, string IsNow) SideBySide(string was, string isNow)
    {
        int alike = was.AsSpan().CommonPrefixLength(isNow);
        return (Shorten(was, alike), Shorten(isNow, alike));
    }

    private static string Shorten(string text, int alike)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        string start = alike < Longest / 2 ? text : $"{text[..BeginningShown]}…{text[(alike - AlikeShown)..]}";
        return start.Length <= Longest ? start : start[..Longest] + "…";
    }
}
