using Azure;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// Opens a link, once: the patient must still be whose it was given for, the row is claimed by its version, the trace
/// is written, and only then is the viewer's address given. Without a trace the claim is taken back, so that the user
/// may try again while the link lives.
/// </summary>
public sealed partial class OpenViewerLink(
    ViewerLinkTable table,
    LaunchToken launch,
    ConflictCheck conflicts,
    TraceWriter traces,
    RepeatedRefusals repeated,
    RefusalLimits limits,
    IOptions<KryptonOptions> krypton,
    IOptions<ViewerLinksOptions> options,
    TimeProvider time,
    ILogger<OpenViewerLink> logger
)
{
    private static readonly Failure Unknown = new(
        FailureKind.NotFound,
        "unknown-link",
        new("Ce lien n'existe pas.", "No such link.")
    );
    private static readonly Failure Used = new(
        FailureKind.Gone,
        "link-used",
        new(
            "Le lien a déjà servi ; il ne s'ouvre qu'une fois. Demandez-en un nouveau.",
            "The link was opened before; it opens once. Ask for a new one."
        )
    );
    private static readonly Failure Expired = new(
        FailureKind.Gone,
        "link-expired",
        new("Le lien a expiré. Demandez-en un nouveau.", "The link has expired. Ask for a new one.")
    );

    /// <summary>
    /// The viewer's address, or why the link does not open: 404 unknown, 409 of a patient whom the pré-fiche no longer
    /// has, 410 used or expired, 429 after too many of these, 503 without a trace.
    /// </summary>
    /// <param name="token">From the link.</param>
    /// <param name="address">Where the browser is.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public async Task<Outcome<Uri>> OpenAsync(string token, string address, CancellationToken cancellationToken)
    {
        if (limits.HoldUp(address) is { } tooMany)
        {
            return tooMany;
        }

        try
        {
            var opened =
                LinkToken.TryParse(token, out var parsed)
                && await table.FindAsync(parsed.Hash, cancellationToken) is { } found
                    ? await OpenAsync(parsed.Hash, found.Link, found.Version, cancellationToken)
                    : Unknown;
            if (opened is Outcome<Uri>.Failed { Failure.Kind: FailureKind.NotFound or FailureKind.Gone })
            {
                limits.CountOfAddress(address);
            }

            return opened;
        }
        catch (RequestFailedException failure)
        {
            LogStorage(failure.Status);
            return StorageFailure.Now;
        }
    }

    private async Task<Outcome<Uri>> OpenAsync(
        string hash,
        ViewerLink link,
        ETag version,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (link.UsedAt is not null || now >= link.ExpiresAt)
        {
            return await RefuseAsync(hash, link, link.UsedAt is not null ? Used : Expired);
        }

        string[] records = [.. link.StudiesByRecord().Select(of => of.Key)];
        if (await conflicts.RefusalAsync(link.Context, records, link.StudyUids, cancellationToken) is { } conflict)
        {
            return await RefuseAsync(hash, link, conflict);
        }

        if (
            await table.TryReplaceAsync(hash, link with { UsedAt = now }, version, cancellationToken) is not { } claimed
        )
        {
            return await RefuseAsync(hash, link, Used);
        }

        if (await traces.WriteEachAsync(Entries(link, TraceAction.LinkOpened), cancellationToken) is { } untraced)
        {
            await table.TryReplaceAsync(hash, link, claimed, CancellationToken.None);
            return untraced;
        }

        return Address(link, now);
    }

    private Uri Address(ViewerLink link, DateTimeOffset now)
    {
        if (!ViewerTemplate.TryParse(krypton.Value.ViewerTemplate, allowHttp: true, out var template, out var problem))
        {
            throw new InvalidOperationException($"The viewer's template {problem}.");
        }

        var viewerType =
            link.Viewer == ViewerKind.Console ? options.Value.ConsoleViewerType : options.Value.WebViewerType;
        return template.Fill(
            link.StudyUids,
            viewerType,
            link.Layout.ToString().ToLowerInvariant(),
            launch.Create(link, now)
        );
    }

    private async Task<Outcome<Uri>> RefuseAsync(string hash, ViewerLink link, Failure why)
    {
        // A refusal gives nothing, so it stands also where its trace cannot be written; the writer logs that.
        foreach (var entry in Entries(link, TraceAction.LinkRefused))
        {
            await repeated.TraceAsync(
                $"{hash}/{entry.Patient}",
                entry with
                {
                    Outcome = TraceOutcome.Refused,
                    Detail = new Dictionary<string, string> { ["why"] = why.Slug },
                }
            );
        }

        return why;
    }

    private static IEnumerable<TraceEntry> Entries(ViewerLink link, TraceAction action) =>
        link.StudiesByRecord()
            .Select(of => new TraceEntry
            {
                Action = action,
                User = new TraceUser(link.User.User, link.User.SubjectNameId, link.User.Role, link.User.Organization),
                Reason = link.User.PurposeOfUse,
                Patient = of.Key,
                RcpId = link.Context.RcpId,
                PreFicheId = link.Context.PreFicheId,
                StudyUids = [.. of],
            });

    [LoggerMessage(5000, LogLevel.Error, "The table of viewer links does not answer (status {Status}).")]
    private partial void LogStorage(int status);
}
