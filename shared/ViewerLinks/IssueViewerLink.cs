using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.ViewerLinks;

/// <summary>A link as it is given: the secret is in no table and no log.</summary>
public sealed record IssuedLink(LinkToken Token, DateTimeOffset ExpiresAt, IReadOnlyList<Wording> Warnings);

/// <summary>
/// Gives a link to view studies of a patient: one use, two minutes. Only studies of that very patient, only what the
/// viewer can show, nothing that is in conflict since a correction, and not without a trace.
/// </summary>
public sealed class IssueViewerLink(
    UserLimits limits,
    CareContextGuard guard,
    PatientOfContext patient,
    ConflictCheck conflicts,
    StudiesOfRecords studies,
    ViewerLinkTable table,
    TraceWriter traces,
    IOptions<ViewerLinksOptions> options,
    TimeProvider time
)
{
    private static readonly Wording Remote = new(
        "Examen dans son établissement : la première image peut tarder.",
        "Study at its establishment: the first image may take longer."
    );

    public async Task<Outcome<IssuedLink>> IssueAsync(
        Caller caller,
        ViewerLinkRequest request,
        CancellationToken cancellationToken
    ) => await RequestedLink.From(request).ThenAsync(wish => IssueAsync(caller, wish, cancellationToken));

    private async Task<Outcome<IssuedLink>> IssueAsync(
        Caller caller,
        RequestedLink wish,
        CancellationToken cancellationToken
    )
    {
        if (LinkRules.Mismatch(wish) is { } mismatch)
        {
            return mismatch;
        }

        if (await guard.CheckAsync(caller, wish.Context, cancellationToken) is { } stranger)
        {
            return stranger;
        }

        if (await limits.CheckAsync(caller, LimitedUse.Link, cancellationToken) is { } tooMany)
        {
            return tooMany;
        }

        // First: of a corrected patient's study the reason is told, and not that no identity is chosen.
        string[] uids = [.. wish.Studies.Select(uid => uid.Value)];
        if (await conflicts.RefusalAsync(wish.Context, [], uids, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        var found = await patient.RecordsAsync(caller, wish.Context, wish.PatientHandle, cancellationToken);
        return await found.ThenAsync(async records =>
            await conflicts.RefusalAsync(wish.Context, records, [], cancellationToken) is { } notThePatients
                ? notThePatients
                : await OfAsync(caller, wish, records, cancellationToken)
        );
    }

    private async Task<Outcome<IssuedLink>> OfAsync(
        Caller caller,
        RequestedLink wish,
        IReadOnlyList<string> records,
        CancellationToken cancellationToken
    )
    {
        var listed = await studies.ListAsync(records, new StudyFilter(Studies: wish.Studies), cancellationToken);
        return await listed.ThenAsync(all =>
            all.ToOutcome(enough: wish.Studies.Count)
                .ThenAsync(known =>
                    LinkRules.Refusal(wish, known.Records, known.UnverifiedRecords) is { } refusal
                        ? Task.FromResult<Outcome<IssuedLink>>(refusal)
                        : GiveAsync(caller, wish, known.Studies, cancellationToken)
                )
        );
    }

    private async Task<Outcome<IssuedLink>> GiveAsync(
        Caller caller,
        RequestedLink wish,
        IReadOnlyList<StudyOfRecord> known,
        CancellationToken cancellationToken
    )
    {
        var token = LinkToken.New();
        var recordOf = known.ToDictionary(of => of.Study.StudyUid, of => of.PatientId, StringComparer.Ordinal);
        string[] patientIds = [.. wish.Studies.Select(uid => recordOf[uid.Value])];
        var link = new ViewerLink
        {
            User = ViewerUser.From(caller),
            Context = wish.Context,
            PatientId = patientIds[0],
            PatientIds = patientIds,
            StudyUids = [.. wish.Studies.Select(uid => uid.Value)],
            Layout = wish.Layout,
            Viewer = wish.Viewer,
            ExpiresAt = time.GetUtcNow().AddSeconds(options.Value.LifetimeSeconds),
        };
        try
        {
            await table.AddAsync(token.Hash, link, cancellationToken);
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }

        var entries = link.StudiesByRecord()
            .Select(of =>
                TraceEntry.By(caller, TraceAction.LinkIssued, wish.Context) with
                {
                    Patient = of.Key,
                    StudyUids = [.. of],
                }
            );
        IReadOnlyList<Wording> warnings = known.Any(of => of.Study.Availability != StudyAvailability.Online)
            ? [Remote]
            : [];
        return await traces.WriteEachAsync(entries, cancellationToken) is { } untraced
            ? untraced
            : new IssuedLink(token, link.ExpiresAt, warnings);
    }
}
