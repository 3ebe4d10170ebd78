using System.Text.Json;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>The meeting: announce or change, read its board, cancel.</summary>
public sealed class RcpFunctions(SaveRcp save, ReadBoard read, CancelRcp cancel, PrefetchInstances instances)
{
    /// <summary>200 pré-fiches with their traits are some 120 KiB; every other body has the common limit.</summary>
    private const int MaxRcp = 512 * 1024;

    [Function(nameof(PutRcp))]
    [Allows(Roles.Care)]
    public async Task<IResult> PutRcp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rcps/{rcpId}")] HttpRequest request,
        string rcpId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var saved = await RequestBody.ReadAsync<RcpRequest>(request, cancellationToken, MaxRcp) switch
        {
            Outcome<RcpRequest>.Ok(var body) => await save.SaveAsync(
                context.Caller(),
                rcpId,
                body,
                request.Headers.IfMatch,
                CancellationToken.None
            ),
            Outcome<RcpRequest>.Failed(var failure) => failure,
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
        if (saved is Outcome<SavedRcp>.Ok)
        {
            await instances.EnsureRcpAsync(client, rcpId, Events.RcpChanged, CancellationToken.None);
        }

        return Answer.From(
            saved,
            rcp =>
            {
                request.HttpContext.Response.Headers.ETag = $"\"{rcp.Version}\"";
                return Results.Accepted($"{request.PathBase}{request.Path}");
            }
        );
    }

    [Function(nameof(GetRcp))]
    [Allows(Roles.Care)]
    public async Task<IResult> GetRcp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rcps/{rcpId}")] HttpRequest request,
        string rcpId,
        FunctionContext context,
        CancellationToken cancellationToken
    ) =>
        Answer.From(
            await read.ReadAsync(context.Caller(), rcpId, cancellationToken),
            found =>
            {
                var etag = RcpETag.From(
                    found.Version,
                    JsonSerializer.SerializeToUtf8Bytes(found.Board, ApiJson.Options)
                );
                request.HttpContext.Response.Headers.ETag = etag;
                return RcpETag.IsCurrent(request.Headers.IfNoneMatch, etag)
                    ? Results.StatusCode(StatusCodes.Status304NotModified)
                    : Answer.Json(found.Board);
            }
        );

    [Function(nameof(DeleteRcp))]
    [Allows(Roles.Care)]
    public async Task<IResult> DeleteRcp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/rcps/{rcpId}")] HttpRequest request,
        string rcpId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var cancelled = await cancel.CancelAsync(
            context.Caller(),
            rcpId,
            request.Headers.IfMatch,
            CancellationToken.None
        );
        if (cancelled is Outcome<SavedRcp>.Ok)
        {
            await instances.EnsureRcpAsync(client, rcpId, Events.RcpCancelled, CancellationToken.None);
        }

        return Answer.From(cancelled, _ => Results.NoContent());
    }
}
