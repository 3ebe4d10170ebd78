using System.Text.Json;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>The meeting: announce or change, read its board, cancel.</summary>
public sealed class RcpFunctions(
    SaveRcp save,
    ReadBoard read,
    ListRcps list,
    CancelRcp cancel,
    PrefetchInstances instances
)
{
    /// <summary>200 pré-fiches with their traits are some 120 KiB; every other body has the common limit.</summary>
    private const int MaxRcp = 512 * 1024;

    internal const int MaxRcps = 50;

    private static readonly Wording BoardStates = new(
        "preparing, ready, attention, closed ou cancelled.",
        "preparing, ready, attention, closed or cancelled."
    );

    [Function(nameof(GetRcps))]
    [Allows(Roles.Care)]
    public async Task<IResult> GetRcps(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rcps")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var question = new RcpsQuestion(
            query.Day("from"),
            query.Day("to"),
            query.Value<BoardState>("state", TryState, BoardStates),
            query.Number("limit", 1, MaxRcps) ?? MaxRcps,
            query.Value<RcpCursor>(
                "cursor",
                RcpCursor.TryParse,
                new("Le nextCursor d'une réponse antérieure.", "The nextCursor of an earlier answer.")
            )
        );
        if (question.From?.Year is < 1900 or > 2100 || question.To?.Year is < 1900 or > 2100)
        {
            query.Refuse("from", new("Un jour de 1900 à 2100.", "A day from 1900 to 2100."));
        }
        else if (question is { From: { } from, To: { } to } && (from > to || from.AddDays(ListRcps.MaxDays) < to))
        {
            query.Refuse(
                "from",
                new(
                    $"Pas après « to », ni plus de {ListRcps.MaxDays} jours avant.",
                    $"Not after 'to', nor more than {ListRcps.MaxDays} days before."
                )
            );
        }

        return query.IsWrong(out var failure)
            ? new Problem(failure)
            : Answer.From(
                await list.ListAsync(context.Caller(), question, cancellationToken),
                page => Answer.Json(RcpsAnswer.From(page))
            );
    }

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
                var headers = request.HttpContext.Response.Headers;
                (headers.ETag, headers.Location) = ($"\"{rcp.Version}\"", $"{request.PathBase}{request.Path}");
                var answer = SavedRcpAnswer.From(rcp, Problem.ItemOf(request.HttpContext));
                return Answer.Json(
                    answer,
                    answer.Refused == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus
                );
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
    )
    {
        string ETag(VersionedBoard found) =>
            RcpETag.From(found.Version, JsonSerializer.SerializeToUtf8Bytes(found.Board, ApiJson.Options));
        bool IsKnown(VersionedBoard found) => RcpETag.IsCurrent(request.Headers.IfNoneMatch, ETag(found));
        return Answer.From(
            await read.ReadAsync(context.Caller(), rcpId, IsKnown, cancellationToken),
            found =>
            {
                request.HttpContext.Response.Headers.ETag = ETag(found);
                return IsKnown(found) ? Results.StatusCode(StatusCodes.Status304NotModified) : Answer.Json(found.Board);
            }
        );
    }

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

    /// <summary>As the board writes it.</summary>
    private static bool TryState(string text, out BoardState state)
    {
        state = Enum.GetValues<BoardState>().FirstOrDefault(known => Trace.NameOf(known) == text);
        return Trace.NameOf(state) == text;
    }
}
