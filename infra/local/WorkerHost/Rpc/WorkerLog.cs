using WorkerHost.Rpc.Messages;

namespace WorkerHost.Rpc;

/// <summary>Lines of the worker, with its own categories and levels.</summary>
internal sealed class WorkerLog(ILoggerFactory logs)
{
    public void Write(RpcLog line)
    {
        if (line.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric || line.Level == RpcLog.Types.Level.None)
        {
            return;
        }

        var log = logs.CreateLogger(line.Category is { Length: > 0 } category ? category : "Worker");
        log.Log((LogLevel)line.Level, EventOf(line), TextOf(line), exception: null, (text, _) => text);
    }

    private static EventId EventOf(RpcLog line) =>
        int.TryParse(line.EventId, out var id) ? new EventId(id) : new EventId(0, line.EventId);

    private static string TextOf(RpcLog line) =>
        line.Exception is { } failure ? $"{line.Message} {failure.Message} {failure.StackTrace}" : line.Message;
}
