using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using WorkerHost.Rpc.Messages;

namespace WorkerHost.Rpc;

/// <summary>The stream of one worker process: questions and their answers, invocations, log lines.</summary>
internal sealed class WorkerChannel(WorkerLog log)
{
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    private readonly Channel<StreamingMessage> outbound = Channel.CreateUnbounded<StreamingMessage>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = new(
        StringComparer.Ordinal
    );

    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<string, string> capabilities = [];
    private Exception? broken;

    /// <summary>The worker has called.</summary>
    public Task Connected => connected.Task;

    /// <summary>The worker's own web server; null where it has none.</summary>
    public Uri? Http => capabilities.TryGetValue("HttpUri", out var uri) ? new Uri(uri) : null;

    public bool Can(string capability) => capabilities.ContainsKey(capability);

    /// <summary>Serves the stream until the worker ends it.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> requests,
        IServerStreamWriter<StreamingMessage> responses,
        CancellationToken cancellationToken
    )
    {
        connected.TrySetResult();
        var sending = SendAllAsync(responses, cancellationToken);
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                Receive(requests.Current);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The process has ended.
        }

        Break(new WorkerProcessExitException("The worker closed its stream."));
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Whatever waits for this worker fails with the reason.</summary>
    public void Break(Exception reason)
    {
        broken ??= reason;
        connected.TrySetException(reason);
        outbound.Writer.TryComplete();
        foreach (var (_, waiting) in asked)
        {
            waiting.TrySetException(reason);
        }
    }

    /// <summary>Tells the worker of its host, learns what it can do.</summary>
    public async Task InitializeAsync(string folder)
    {
        var init = new WorkerInitRequest
        {
            HostVersion = "4.1000.0.0",
            WorkerDirectory = folder,
            FunctionAppDirectory = folder,
        };
        var answer = (await AskAsync(new StreamingMessage { WorkerInitRequest = init })).WorkerInitResponse;
        Check(answer.Result);
        capabilities = new Dictionary<string, string>(answer.Capabilities, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The functions of the app, as the worker declares them.</summary>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> FunctionsAsync(string folder)
    {
        var request = new FunctionsMetadataRequest { FunctionAppDirectory = folder };
        var message = await AskAsync(new StreamingMessage { FunctionsMetadataRequest = request });
        var answer = message.FunctionMetadataResponse;
        Check(answer.Result);
        return answer.FunctionMetadataResults;
    }

    public async Task LoadAsync(RpcFunctionMetadata function)
    {
        var request = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function };
        Check((await AskAsync(new StreamingMessage { FunctionLoadRequest = request })).FunctionLoadResponse.Result);
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate()
    {
        var terminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(GracePeriod) };
        outbound.Writer.TryWrite(new StreamingMessage { WorkerTerminate = terminate });
    }

    /// <summary>Runs a function; what it returns.</summary>
    /// <exception cref="RpcException">The function failed.</exception>
    /// <exception cref="WorkerProcessExitException">The worker has ended.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public async Task<object?> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var message = new StreamingMessage { InvocationRequest = request };
        var answer = AskAsync(message, request.InvocationId, Timeout.InfiniteTimeSpan);
        await using var called = cancellationToken.Register(() => Cancel(request.InvocationId));
        var response = (await answer).InvocationResponse;
        Check(response.Result);
        return RpcData.Read(response.ReturnValue);
    }

    private Task<StreamingMessage> AskAsync(StreamingMessage question) =>
        AskAsync(question, Guid.NewGuid().ToString(), MaxAnswer);

    private async Task<StreamingMessage> AskAsync(StreamingMessage question, string id, TimeSpan patience)
    {
        var waiting = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = waiting;
        question.RequestId = id;
        try
        {
            if (broken is not null || !outbound.Writer.TryWrite(question))
            {
                throw broken ?? new WorkerProcessExitException("The worker has ended.");
            }

            return await waiting.Task.WaitAsync(patience);
        }
        finally
        {
            asked.TryRemove(id, out _);
        }
    }

    private void Cancel(string invocationId)
    {
        if (Can("HandlesInvocationCancelMessage"))
        {
            var cancel = new InvocationCancel { InvocationId = invocationId };
            outbound.Writer.TryWrite(new StreamingMessage { InvocationCancel = cancel });
        }
    }

    private async Task SendAllAsync(
        IServerStreamWriter<StreamingMessage> responses,
        CancellationToken cancellationToken
    )
    {
        await foreach (var message in outbound.Reader.ReadAllAsync(cancellationToken))
        {
            await responses.WriteAsync(message, cancellationToken);
        }
    }

    private void Receive(StreamingMessage message)
    {
        if (message.RpcLog is { } line)
        {
            log.Write(line);
            return;
        }

        var id = message.InvocationResponse?.InvocationId ?? message.RequestId;
        if (asked.TryGetValue(id, out var waiting))
        {
            waiting.TrySetResult(message);
        }
    }

    private static void Check(StatusResult result)
    {
        if (result.Status == StatusResult.Types.Status.Failure)
        {
            throw new RpcException(result.Exception?.Message ?? "", result.Exception?.StackTrace ?? "");
        }

        if (result.Status == StatusResult.Types.Status.Cancelled)
        {
            throw new OperationCanceledException(result.Exception?.Message);
        }
    }
}
