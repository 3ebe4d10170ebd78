namespace WorkerHost.Rpc;

/// <summary>The worker has ended. The durable extension knows it by this name and tries the work again.</summary>
internal sealed class WorkerProcessExitException(string message) : Exception(message);

/// <summary>A function failed in the worker; the durable extension parses this text.</summary>
internal sealed class RpcException(string message, string stack)
    : Exception($"Result: Failure\nException: {message}\nStack: {stack}");
