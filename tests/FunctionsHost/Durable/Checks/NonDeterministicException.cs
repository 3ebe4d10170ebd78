namespace FunctionsHost.Durable.Checks;

/// <summary>The orchestrator did not do again what it had done.</summary>
public sealed class NonDeterministicException : Exception
{
    private const int Max = 200;
    private const int BeginningShown = 60;
    private const int AlikeShown = 20;

    internal NonDeterministicException(string message)
        : base(message) { }

    /// <exception cref="NonDeterministicException">A deed differs, or is missing.</exception>
    internal static void Compare(
        string orchestrator,
        IEnumerable<Deed> before,
        IEnumerable<Deed> now,
        string beforeName,
        string advice
    )
    {
        var again = now.ToDictionary(d => d.Id, d => d.Text);
        foreach (var was in before)
        {
            var isNow = again.GetValueOrDefault(was.Id, "nothing");
            if (was.Text != isNow)
            {
                var alike = was.Text.AsSpan().CommonPrefixLength(isNow);
                throw new NonDeterministicException(
                    $"The orchestrator '{orchestrator}' is not deterministic: {beforeName} #{was.Id} was "
                        + $"[{Shorten(was.Text, alike)}], this run gives [{Shorten(isNow, alike)}]. {advice}"
                );
            }
        }
    }

    /// <summary>
    /// As long as can be read; where the two are alike at first, the part is shown in which they differ.
    /// </summary>
    private static string Shorten(string text, int alike)
    {
        if (text.Length <= Max)
        {
            return text;
        }

        var start = alike < Max / 2 ? text : $"{text[..BeginningShown]}…{text[(alike - AlikeShown)..]}";
        return start.Length <= Max ? start : start[..Max] + "…";
    }
}
