using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Steps;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>The identity of a pré-fiche: what was found, and the user's choice.</summary>
public sealed class PreFicheFunctions(
    ListCandidates list,
    ChooseIdentity choose,
    ReadPreFiche read,
    NewsMessages news,
    PrefetchInstances instances
)
{
    [Function(nameof(GetCandidates))]
    [Allows(Roles.Care)]
    public async Task<IResult> GetCandidates(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rcps/{rcpId}/prefiches/{preFicheId}/candidates")]
            HttpRequest request,
        string rcpId,
        string preFicheId,
        FunctionContext context,
        CancellationToken cancellationToken
    ) => Answer.From(await list.ListAsync(context.Caller(), rcpId, preFicheId, cancellationToken));

    [Function(nameof(PutIdentity))]
    [Allows(Roles.Care)]
    public async Task<IResult> PutIdentity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/rcps/{rcpId}/prefiches/{preFicheId}/identity")]
            HttpRequest request,
        string rcpId,
        string preFicheId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var chosen = await RequestBody.ReadAsync<ChosenIdentityRequest>(request, cancellationToken) switch
        {
            Outcome<ChosenIdentityRequest>.Ok(var body) => await choose.ChooseAsync(
                context.Caller(),
                rcpId,
                preFicheId,
                body,
                CancellationToken.None
            ),
            Outcome<ChosenIdentityRequest>.Failed(var failure) => failure,
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
        if (chosen is Outcome<ChosenNow>.Ok({ Studies: var studies }))
        {
            foreach (var uid in studies)
            {
                await instances.EnsureStudyAsync(
                    client,
                    new StudyReference(rcpId, uid),
                    Events.AttachmentChanged,
                    CancellationToken.None
                );
            }
            await news.ChangedAsync(rcpId);

            if (await read.ReadAsync(rcpId, preFicheId, CancellationToken.None) is not { Next: PreFicheNext.Wait })
            {
                // Where it has not had its turn yet, it finds the choice in the table when it begins. Where the RCP has
                // no rules it has nothing to do now, and wakes in time by itself.
                await instances.RaiseEventAsync(
                    client,
                    InstanceIds.PreFiche(rcpId, preFicheId),
                    Events.IdentityChosen,
                    CancellationToken.None
                );
            }
        }

        return Answer.From(
            chosen,
            now => Answer.Json(new IdentityAnswer(now.PreFiche.PreFicheId, now.PreFiche.Identity))
        );
    }
}
