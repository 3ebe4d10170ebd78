using Workbench.Dcc;

namespace Workbench.Activity;

/// <summary>From one month to another, both included, as typed; the API checks them.</summary>
public sealed record ActivityPeriod(string From, string To)
{
    /// <summary>Months that are shown where none are asked for.</summary>
    private const int Default = 6;

    /// <summary>As the API and the page itself take it.</summary>
    public string Query => QueryText.Of(("from", From), ("to", To));

    public static ActivityPeriod Read(string? from, string? to, DateTimeOffset now) =>
        new(
            QueryText.Typed(from) ?? $"{now.UtcDateTime.AddMonths(1 - Default):yyyy-MM}",
            QueryText.Typed(to) ?? $"{now.UtcDateTime:yyyy-MM}"
        );
}
