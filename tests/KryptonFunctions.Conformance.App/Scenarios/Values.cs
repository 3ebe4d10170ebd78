namespace KryptonFunctions.Conformance;

public sealed record Keyed(string Key, string Value, int DelayMs = 0, int SucceedOn = 0);

public enum Colour
{
    Red,
    Green,
}

public sealed record Sample(
    string Name,
    int Count,
    Colour Colour,
    DateTimeOffset At,
    DateTime Utc,
    TimeSpan Span,
    Guid Id,
    decimal Amount,
    string? Missing,
    IReadOnlyList<int> Numbers,
    Dictionary<string, int> ByName,
    DateOnly Day,
    Uri Link
);

public class Shape
{
    public string Kind { get; set; } = "shape";
}

public sealed class Circle : Shape
{
    public int Radius { get; set; } = 3;
}

public sealed record Pascal(string FirstName, int TheAge);
