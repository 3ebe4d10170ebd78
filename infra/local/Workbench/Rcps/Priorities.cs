namespace Workbench.Rcps;

/// <summary>How urgent the orders of a meeting are.</summary>
internal static class Priorities
{
    public static IReadOnlyList<string> All { get; } = ["routine", "urgent", "asap", "stat"];

    public static string French(string? priority) =>
        priority switch
        {
            "routine" or null => "normale",
            "urgent" => "urgente",
            "asap" => "dès que possible",
            "stat" => "immédiate",
            _ => priority,
        };
}
