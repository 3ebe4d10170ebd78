namespace FunctionsHost.Durable.Activities;

/// <summary>DurableTask.Core writes an activity's parameters as an array; here there is one.</summary>
internal static class ActivityInput
{
    public static string? Of(string? parameters)
    {
        var only = parameters is ['[', .., ']'] ? parameters[1..^1] : parameters;
        return only == "null" ? null : only;
    }
}
