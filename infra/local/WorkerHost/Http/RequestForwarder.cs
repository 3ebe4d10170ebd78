using System.Net;
using WorkerHost.Rpc;
using WorkerHost.Rpc.Messages;
using Yarp.ReverseProxy.Forwarder;

namespace WorkerHost.Http;

/// <summary>Passes a request on to the worker's own web server, and the invocation by gRPC beside it.</summary>
internal sealed class RequestForwarder(IServiceProvider services)
{
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(10) };
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromSeconds(1);

    /// <summary>As long as the process lives.</summary>
    private static readonly HttpMessageInvoker Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
        }
    );

    private readonly IHttpForwarder forwarder = services.GetRequiredService<IHttpForwarder>();

    /// <exception cref="WorkerProcessExitException">The worker ended before it had answered.</exception>
    public async Task<object?> ForwardAsync(
        HttpContext context,
        WorkerChannel channel,
        InvocationRequest request,
        CancellationToken stopping
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        context.Request.Headers["x-ms-invocation-id"] = request.InvocationId;
        var worker =
            channel.Http ?? throw new HostException(ExitCode.NoFunctionApp, "The worker has no web server of its own.");
        var forwarded = forwarder
            .SendAsync(context, worker.ToString(), Client, Config, HttpTransformer.Default, over.Token)
            .AsTask();
        try
        {
            await channel.InvokeAsync(request, over.Token);
        }
        catch
        {
            // The answer of a function that failed may still be on its way; that of a dead worker is not.
            over.CancelAfter(AfterAFailure);
            await forwarded;
            throw;
        }

        return await forwarded == ForwarderError.None
            ? null
            : throw new InvalidOperationException("The worker's answer could not be passed on.");
    }
}
