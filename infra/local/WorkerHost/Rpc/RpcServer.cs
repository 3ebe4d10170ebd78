using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WorkerHost.Rpc.Messages;

namespace WorkerHost.Rpc;

/// <summary>The gRPC server that workers call; each opens one stream.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentDictionary<string, WorkerChannel> expected;

    private RpcServer(WebApplication web, ConcurrentDictionary<string, WorkerChannel> expected) =>
        (this.web, this.expected) = (web, expected);

    public Uri Address => new(web.Urls.Single());

    public static async Task<RpcServer> StartAsync(CancellationToken cancellationToken)
    {
        var channels = new ConcurrentDictionary<string, WorkerChannel>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(new Streams(channels));
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        var server = builder.Build();
        server.MapGrpcService<Streams>();
        await server.StartAsync(cancellationToken);
        return new RpcServer(server, channels);
    }

    /// <summary>The stream of the worker with this id, once it calls, is this channel's.</summary>
    public void Expect(string workerId, WorkerChannel channel) => expected[workerId] = channel;

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private sealed class Streams(ConcurrentDictionary<string, WorkerChannel> expected) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream,
            IServerStreamWriter<StreamingMessage> responseStream,
            ServerCallContext context
        )
        {
            if (
                await requestStream.MoveNext(context.CancellationToken)
                && requestStream.Current.StartStream is { } start
                && expected.TryRemove(start.WorkerId, out var channel)
            )
            {
                await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
            }
        }
    }
}
