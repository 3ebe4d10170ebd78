using Azure.Data.Tables;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>The studies of a meeting.</summary>
/// <param name="Wanted">Every study, those no longer wanted too.</param>
/// <param name="Attached">What its pré-fiches have attached, what is proposed to them, and what was declined.</param>
public sealed record StudiesOfRcp(IReadOnlyList<WantedStudy> Wanted, IReadOnlyList<AttachedStudy> Attached);

/// <summary>The table <c>PreFicheStudies</c>: which studies the pré-fiches want, and how far each is.</summary>
public sealed class StudyStore(TableServiceClient tables)
{
    private readonly TableRows rows = new(tables.GetTableClient(StudyKeys.Table));
    private readonly StudyTransaction transaction = new(new TableRows(tables.GetTableClient(StudyKeys.Table)));

    /// <summary>All of the RCP in one look; its parts alone are read where nothing else is needed.</summary>
    public async Task<StudiesOfRcp> AllAsync(string rcpId, CancellationToken cancellationToken)
    {
        var (wanted, attached) = (new List<WantedStudy>(), new List<AttachedStudy>());
        await foreach (var row in rows.PartitionAsync(StudyKeys.Partition(rcpId), cancellationToken))
        {
            if (StudyKeys.IsAttached(row.RowKey))
            {
                attached.Add(JsonRow.Read<AttachedStudy>(row));
            }
            else
            {
                wanted.Add(JsonRow.Read<WantedStudy>(row));
            }
        }

        return new StudiesOfRcp(wanted, attached);
    }

    /// <summary>Every study of the RCP, those no longer wanted too.</summary>
    public async Task<IReadOnlyList<WantedStudy>> StudiesAsync(string rcpId, CancellationToken cancellationToken) =>
        await rows.RangeAsync<WantedStudy>(StudyKeys.Partition(rcpId), StudyKeys.AllStudies, cancellationToken)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// What the pré-fiches of the RCP have attached, what is proposed to them, and what their users declined.
    /// </summary>
    public async Task<IReadOnlyList<AttachedStudy>> AttachedAsync(string rcpId, CancellationToken cancellationToken) =>
        await rows.RangeAsync<AttachedStudy>(StudyKeys.Partition(rcpId), StudyKeys.AllAttached, cancellationToken)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<AttachedStudy>> AttachedToAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        await rows.RangeAsync<AttachedStudy>(
                StudyKeys.Partition(rcpId),
                StudyKeys.AttachedTo(preFicheId),
                cancellationToken
            )
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Forgets what one pré-fiche of an RCP that is over has attached. The state rows stay until the purge, which finds
    /// the orchestrations' histories by them, but no longer say under which record a study was wanted that nobody else
    /// wants.
    /// </summary>
    public async Task ForgetAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        foreach (var attached in await AttachedToAsync(rcpId, preFicheId, cancellationToken))
        {
            await ChangeAsync(
                rcpId,
                attached.StudyUid,
                study => WithoutRecord(study.Detached(preFicheId)),
                cancellationToken
            );
        }

        await rows.RemoveAllAsync(StudyKeys.Partition(rcpId), StudyKeys.AttachedTo(preFicheId), cancellationToken);
    }

    /// <summary>One study of one pré-fiche, attached, proposed or declined.</summary>
    public async Task<AttachedStudy?> FindAttachedAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.FindAsync<AttachedStudy>(
                StudyKeys.Partition(rcpId),
                StudyKeys.Attached(preFicheId, studyUid),
                cancellationToken
            )
        )?.Value;

    public Task<Versioned<WantedStudy>?> FindAsync(
        string rcpId,
        string studyUid,
        CancellationToken cancellationToken
    ) => rows.FindAsync<WantedStudy>(StudyKeys.Partition(rcpId), StudyKeys.Study(studyUid), cancellationToken);

    /// <summary>
    /// Changes a study that exists; gives it as it then is, or null where there is none. What was
    /// <paramref name="read"/> before need not be read again.
    /// </summary>
    public Task<Versioned<WantedStudy>?> ChangeAsync(
        string rcpId,
        string studyUid,
        Func<WantedStudy, WantedStudy> change,
        CancellationToken cancellationToken,
        Versioned<WantedStudy>? read = null
    ) =>
        rows.ChangeAsync<WantedStudy>(
            StudyKeys.Partition(rcpId),
            StudyKeys.Study(studyUid),
            current => current is null ? null : change(current),
            cancellationToken,
            read
        );

    /// <summary>
    /// Remembers how far the study is, if nobody has changed it since it was read; false where somebody has.
    /// </summary>
    public Task<bool> TryRememberAsync(
        string rcpId,
        Versioned<WantedStudy> read,
        Repatriation repatriation,
        CancellationToken cancellationToken
    ) =>
        rows.TryReplaceAsync(
            StudyKeys.Partition(rcpId),
            StudyKeys.Study(read.Value.StudyUid),
            read.Value with
            {
                Repatriation = repatriation,
            },
            read.Version,
            cancellationToken
        );

    /// <summary>
    /// Attaches; the row of the pré-fiche and the row of the study change together. Gives the study as it was written;
    /// null where it was attached already, or where a rule would attach what the user declined.
    /// </summary>
    /// <param name="rcpId">The RCP.</param>
    /// <param name="attached">The row of the pré-fiche.</param>
    /// <param name="isNew">The pré-fiche has no such row, and most likely no other has the study: written first, and
    /// read only where that fails.</param>
    /// <param name="cancellationToken">Of the step.</param>
    public async Task<WantedStudy?> AttachAsync(
        string rcpId,
        AttachedStudy attached,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        var change = await transaction.ChangeAsync(
            rcpId,
            attached.PreFicheId,
            attached.StudyUid,
            (row, study) => StudyChange.Attach(attached, row, study),
            areNew: isNew,
            cancellationToken
        );
        return (change.OfStudy as RowChange<WantedStudy>.Replace)?.Value;
    }

    /// <summary>
    /// Detaches because the user says so, and keeps that they did; false where it was neither attached nor proposed.
    /// </summary>
    public async Task<bool> DeclineAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        Actor by,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        await transaction.ChangeAsync(
            rcpId,
            preFicheId,
            studyUid,
            (row, study) => StudyChange.Decline(preFicheId, by, at, row, study),
            areNew: false,
            cancellationToken
        ) != StudyChange.None;

    /// <summary>
    /// Detaches without a trace in the table, a mark of the user's too; false where there was nothing.
    /// </summary>
    public async Task<bool> DetachAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    ) =>
        await transaction.ChangeAsync(
            rcpId,
            preFicheId,
            studyUid,
            (row, study) => StudyChange.Detach(preFicheId, row, study),
            areNew: false,
            cancellationToken
        ) != StudyChange.None;

    /// <summary>Notes studies that a rule proposes; those that are attached or declined stay as they are.</summary>
    public async Task ProposeAsync(
        string rcpId,
        IEnumerable<AttachedStudy> proposals,
        CancellationToken cancellationToken
    )
    {
        foreach (var proposal in proposals)
        {
            await rows.ChangeAsync<AttachedStudy>(
                StudyKeys.Partition(rcpId),
                StudyKeys.Attached(proposal.PreFicheId, proposal.StudyUid),
                current => current ?? proposal,
                cancellationToken
            );
        }
    }

    public Task RemoveAllAsync(string rcpId, CancellationToken cancellationToken) =>
        rows.RemoveAllAsync(StudyKeys.Partition(rcpId), rows: null, cancellationToken);

    private static WantedStudy WithoutRecord(WantedStudy study) =>
        study.WantedBy.Count == 0 ? study with { PatientId = string.Empty } : study;
}
