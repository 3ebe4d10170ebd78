using Microsoft.DurableTask;

namespace FunctionsHost.Durable.History;

/// <summary>A failure as the history keeps it.</summary>
internal sealed record Failure(string Type, string Message, string? Stack = null, Failure? Inner = null)
{
    public static Failure Of(Exception exception) => Of(TaskFailureDetails.FromException(exception));

    /// <summary>Of an activity's exception only the first line is kept, and no inner failure: so does the genuine host.</summary>
    public static Failure OfActivity(Exception exception) =>
        Of(exception) is var whole ? whole with { Message = whole.Message.ReplaceLineEndings("\n").Split('\n')[0], Inner = null } : null!;

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), Properties: null);

    private static Failure Of(TaskFailureDetails details) =>
        new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? Of(inner) : null);
}
