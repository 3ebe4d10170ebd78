using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.News;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// The studies of a pré-fiche: attach, detach, list on the day of the RCP. Whoever attaches starts the repatriation at
/// once, under its natural id.
/// </summary>
public sealed class PreFicheStudyFunctions(
    AttachStudy attach,
    AttachStudies several,
    DetachStudy detach,
    ListPreFicheStudies list,
    PatientHandles handles,
    NewsMessages news,
    PrefetchInstances instances
)
{
    private static readonly Wording WhichStudies = new(
        $"De 1 à {AttachStudies.Max} UID, chacun une fois ; ou latestOfEachModality à true, sans eux.",
        $"1 to {AttachStudies.Max} UIDs, each once; or latestOfEachModality as true, without them."
    );

    private const string AllStudies = "v1/rcps/{rcpId}/prefiches/{preFicheId}/studies";
    private const string OneStudy = "v1/rcps/{rcpId}/prefiches/{preFicheId}/studies/{studyUid}";

    [Function(nameof(PutPreFicheStudy))]
    [Allows(Roles.Care)]
    public async Task<IResult> PutPreFicheStudy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = OneStudy)] HttpRequest request,
        string rcpId,
        string preFicheId,
        string studyUid,
        [DurableClient] DurableTaskClient client,
        FunctionContext context
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var attached = await attach.AttachAsync(context.Caller(), rcpId, preFicheId, studyUid, CancellationToken.None);
        if (attached is Outcome<AttachedNow>.Ok)
        {
            await instances.StartStudyAsync(
                client,
                new StudyReference(rcpId, studyUid),
                Events.AttachmentChanged,
                CancellationToken.None
            );
            await news.ChangedAsync(rcpId);
        }

        return Answer.From(attached, now => Answer.Json(now.OnBoard(), StatusCodes.Status202Accepted));
    }

    [Function(nameof(PostPreFicheStudies))]
    [Allows(Roles.Care)]
    public async Task<IResult> PostPreFicheStudies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = AllStudies)] HttpRequest request,
        string rcpId,
        string preFicheId,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var attached = await RequestBody.ReadAsync<AttachStudiesRequest>(request, cancellationToken) switch
        {
            Outcome<AttachStudiesRequest>.Failed(var failure) => failure,
            Outcome<AttachStudiesRequest>.Ok(var body) when IsUsable(body) => await several.AttachAsync(
                context.Caller(),
                rcpId,
                preFicheId,
                body.StudyUids,
                CancellationToken.None
            ),
            _ => Failure.Invalid("studyUids", WhichStudies),
        };
        if (attached is Outcome<IReadOnlyList<AttachedOrNot>>.Ok(var results))
        {
            foreach (var uid in results.Where(r => r.Outcome is Outcome<AttachedNow>.Ok).Select(r => r.StudyUid))
            {
                await instances.StartStudyAsync(
                    client,
                    new StudyReference(rcpId, uid),
                    Events.AttachmentChanged,
                    CancellationToken.None
                );
            }
            await news.ChangedAsync(rcpId);
        }

        return Answer.From(
            attached,
            results =>
            {
                var answer = AttachedStudiesAnswer.From(results, Problem.ItemOf(request.HttpContext));
                return Answer.Json(
                    answer,
                    answer.Refused == 0 ? StatusCodes.Status202Accepted : StatusCodes.Status207MultiStatus
                );
            }
        );
    }

    [Function(nameof(DeletePreFicheStudy))]
    [Allows(Roles.Care)]
    public async Task<IResult> DeletePreFicheStudy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = OneStudy)] HttpRequest request,
        string rcpId,
        string preFicheId,
        string studyUid,
        [DurableClient] DurableTaskClient client,
        FunctionContext context
    )
    {
        // From here on the request ends whoever hangs up: a change must not be left without its trace.
        var detached = await detach.DetachAsync(context.Caller(), rcpId, preFicheId, studyUid, CancellationToken.None);
        if (detached is Outcome<bool>.Ok { Value: true })
        {
            await instances.EnsureStudyAsync(
                client,
                new StudyReference(rcpId, studyUid),
                Events.AttachmentChanged,
                CancellationToken.None
            );
            await news.ChangedAsync(rcpId);
        }

        return Answer.From(detached, _ => Results.NoContent());
    }

    [Function(nameof(GetPreFicheStudies))]
    [Allows(Roles.Care)]
    public async Task<IResult> GetPreFicheStudies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = AllStudies)] HttpRequest request,
        string rcpId,
        string preFicheId,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var caller = context.Caller();
        return Answer.From(
            await list.ListAsync(caller, rcpId, preFicheId, cancellationToken),
            found => Answer.Json(PreFicheStudiesAnswer.From(found, id => handles.Protect(caller, rcpId, id)))
        );
    }

    private static bool IsUsable(AttachStudiesRequest body) =>
        body switch
        {
            { StudyUids: null } => body.LatestOfEachModality == true,
            { StudyUids: { Count: >= 1 and <= AttachStudies.Max } uids } => body.LatestOfEachModality is null
                && uids.All(uid => uid is not null)
                && uids.Distinct(StringComparer.Ordinal).Count() == uids.Count,
            _ => false,
        };
}
