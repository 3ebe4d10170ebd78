using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>Whose one pré-fiche is, without the rest of the meeting.</summary>
public sealed class PreFicheChangeFunctions(SavePreFiche save, PrefetchInstances instances)
{
    private const string OnePreFiche = "v1/rcps/{rcpId}/prefiches/{preFicheId}";

    private static readonly Wording Missing = new("Le patient manque.", "The patient is missing.");

    private static readonly Wording Doubled = new("Un champ est répété.", "A field is doubled.");

    [Function(nameof(PutPreFiche))]
    [Allows(Roles.Care)]
    public async Task<IResult> PutPreFiche(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = OnePreFiche)] HttpRequest request,
        string rcpId,
        string preFicheId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken
    ) =>
        await RequestBody.ReadAsync<PreFicheRequest>(request, cancellationToken) switch
        {
            Outcome<PreFicheRequest>.Ok({ Patient: { } patient }) => await SaveAsync(
                request,
                rcpId,
                preFicheId,
                _ => patient,
                client,
                context
            ),
            Outcome<PreFicheRequest>.Failed(var failure) => new Problem(failure),
            _ => new Problem(Failure.Invalid("patient", Missing)),
        };

    [Function(nameof(PatchPreFiche))]
    [Allows(Roles.Care)]
    public async Task<IResult> PatchPreFiche(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = OnePreFiche)] HttpRequest request,
        string rcpId,
        string preFicheId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken
    ) =>
        await RequestBody.ReadAsync<PreFichePatch>(request, cancellationToken) switch
        {
            Outcome<PreFichePatch>.Ok({ Patient: { } patch }) => await SaveAsync(
                request,
                rcpId,
                preFicheId,
                kept => kept is null ? SavePreFiche.Unknown : Merge(kept, patch),
                client,
                context
            ),
            Outcome<PreFichePatch>.Failed(var failure) => new Problem(failure),
            _ => new Problem(Failure.Invalid("patient", Missing)),
        };

    private async Task<IResult> SaveAsync(
        HttpRequest request,
        string rcpId,
        string preFicheId,
        Func<RequestedPatient?, Outcome<RequestedPatient>> change,
        DurableTaskClient client,
        FunctionContext context
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var saved = await save.SaveAsync(
            context.Caller(),
            rcpId,
            preFicheId,
            change,
            request.Headers.IfMatch,
            CancellationToken.None
        );
        if (saved is Outcome<SavedRcp>.Ok)
        {
            await instances.EnsureRcpAsync(client, rcpId, Events.RcpChanged, CancellationToken.None);
        }

        return Answer.From(
            saved,
            rcp =>
            {
                request.HttpContext.Response.Headers.ETag = $"\"{rcp.Version}\"";
                var result = PreFicheResult.From(rcp.PreFiches[0], Problem.ItemOf(request.HttpContext));
                return Answer.Json(result, StatusCodes.Status202Accepted);
            }
        );
    }

    /// <summary>
    /// RFC 7396: a member that is null is taken away; an object (the INS) is merged, everything else replaced.
    /// </summary>
    private static Outcome<RequestedPatient> Merge(RequestedPatient kept, JsonObject patch)
    {
        var merged = JsonSerializer.SerializeToNode(kept, ApiJson.Options)!.AsObject();
        try
        {
            Apply(merged, patch);
        }
        catch (ArgumentException)
        {
            // A name twice in one object, which the reader of a JsonObject sees only now.
            return Failure.Invalid("patient", Doubled);
        }

        return RequestBody.Parse<RequestedPatient>(
            JsonSerializer.SerializeToUtf8Bytes(merged, ApiJson.Options),
            "patient"
        );
    }

    private static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject known)
            {
                Apply(known, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
