using DurableTask.Core.Exceptions;
using Grpc.Core;

namespace FunctionsHost.Durable;

/// <summary>What a client is refused, in the exceptions that the genuine client throws. Nothing was changed.</summary>
internal static class Refusals
{
    /// <param name="id">The instance.</param>
    /// <param name="verb">What was asked for: 'suspend'; null: an event.</param>
    public static RpcException NotFound(string id, string? verb)
    {
        var detail = $"No instance with ID '{id}' was found. (Parameter 'instanceId')";
        return Of(StatusCode.NotFound, verb is null ? detail : $"ArgumentException: {detail}");
    }

    public static RpcException NotIn(string id, object status, string? verb) =>
        Of(
            StatusCode.FailedPrecondition,
            verb is null
                ? "The orchestration instance with the provided instance id is not running."
                : $"InvalidOperationException: Cannot {verb} the orchestration instance {id} "
                    + $"because instance is in the {status} state."
        );

    public static OrchestrationAlreadyExistsException Exists(string id) =>
        new($"An Orchestration instance with the ID {id} already exists.");

    private static RpcException Of(StatusCode code, string detail) => new(new Status(code, detail));
}
