using Workbench.Dcc;

namespace Workbench.Structures;

/// <summary>Which establishments are asked for, as typed; null is any.</summary>
public sealed record StructureQuestion(string? Text = null, string? Department = null, string? Connected = null)
{
    /// <summary>As the API and the page itself take it.</summary>
    public string Query => QueryText.Of(("q", Text), ("department", Department), ("connected", Connected));

    public static StructureQuestion Read(string? text, string? department, string? connected) =>
        new(QueryText.Typed(text), QueryText.Typed(department), QueryText.Typed(connected));
}
