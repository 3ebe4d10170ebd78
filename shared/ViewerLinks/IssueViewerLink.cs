using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.ViewerLinks;

/// <summary>A link as it is given: the secret is in no table and no log.</summary>
public sealed record IssuedLink(LinkToken Token, DateTimeOffset ExpiresAt, IReadOnlyList<string> Warnings);

/// <summary>
/// Gives a link to view studies of a patient: one use, two minutes. Only studies of that very patient, only what the
/// viewer can show, and not without a trace.
/// </summary>
public sealed class IssueViewerLink(
    UserLimits limits,
    CareContextGuard guard,
    PatientOnKrypton patients,
    KryptonStudies studies,
    ViewerLinkTable table,
    TraceWriter traces,
    IOptions<ViewerLinksOptions> options,
    TimeProvider time
)
{
    internal const string RemoteWarning = "remote: first image may take longer";

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

        var found = await patients.FindAsync(caller, wish.Context, wish.PatientHandle, cancellationToken);
        return await found.ThenAsync(async patient =>
        {
            var answer = await studies.OfPatientAsync(
                patient.Records,
                new StudyFilter(Studies: wish.Studies),
                cancellationToken
            );
            return await answer
                .ToOutcome(enough: wish.Studies.Count)
                .ThenAsync(known =>
                    LinkRules.Refusal(wish, known.Studies, known.Unverified) is { } refusal
                        ? Task.FromResult<Outcome<IssuedLink>>(refusal)
                        : GiveAsync(caller, wish, patient, known.Studies, cancellationToken)
                );
        });
    }

    private async Task<Outcome<IssuedLink>> GiveAsync(
        Caller caller,
        RequestedLink wish,
        KnownPatient patient,
        IReadOnlyList<StudyRecord> known,
        CancellationToken cancellationToken
    )
    {
        var token = LinkToken.New();
        var link = new ViewerLink
        {
            User = ViewerUser.From(caller),
            Context = wish.Context,
            PatientId = patient.KryptonId,
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

        var entry = TraceEntry.By(caller, TraceAction.LinkIssued, wish.Context) with
        {
            Patient = patient.KryptonId,
            StudyUids = link.StudyUids,
        };
        IReadOnlyList<string> warnings = known.Any(s => s.Availability != StudyAvailability.Online)
            ? [RemoteWarning]
            : [];
        return await (await traces.WriteAsync(entry, cancellationToken)).ThenAsync(_ =>
            Task.FromResult<Outcome<IssuedLink>>(new IssuedLink(token, link.ExpiresAt, warnings))
        );
    }
}
