namespace FunctionsHost.Durable;

/// <summary>A request to an instance that does not exist, or not in a state that allows it. Nothing was changed.</summary>
public sealed class DurableRequestException : Exception
{
    internal DurableRequestException(string message)
        : base(message)
    {
    }

    internal static DurableRequestException NotFound(string id) => new($"NotFound: no instance with ID '{id}' was found.");

    internal static DurableRequestException NotIn(string id, object status, string request) =>
        new($"FailedPrecondition: instance '{id}' is {status} and cannot be {request}.");
}

/// <summary>An instance of that id exists in a state in which it is not replaced.</summary>
public sealed class OrchestrationAlreadyExistsException : Exception
{
    internal OrchestrationAlreadyExistsException(string id)
        : base($"An Orchestration instance with the ID {id} already exists.")
    {
    }
}
