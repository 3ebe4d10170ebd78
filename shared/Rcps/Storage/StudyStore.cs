using Azure.Data.Tables;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>The table <c>PreFicheStudies</c>: which studies the pré-fiches want, and how far each is.</summary>
public sealed class StudyStore(TableServiceClient tables)
{
    private const int MaxTries = 12;
    private readonly TableRows rows = new(tables.GetTableClient(StudyKeys.Table));

    /// <summary>Every study of the meeting, those no longer wanted too.</summary>
    public async Task<IReadOnlyList<WantedStudy>> StudiesAsync(string rcpId, CancellationToken cancellationToken) =>
        await rows.RangeAsync<WantedStudy>(StudyKeys.Meetings(rcpId), StudyKeys.AllStudies, cancellationToken)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// What the pré-fiches of the meeting have attached, what is proposed to them, and what their users declined.
    /// </summary>
    public async Task<IReadOnlyList<AttachedStudy>> AttachedAsync(string rcpId, CancellationToken cancellationToken) =>
        await rows.RangeAsync<AttachedStudy>(StudyKeys.Meetings(rcpId), StudyKeys.AllAttached, cancellationToken)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<AttachedStudy>> AttachedToAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        await rows.RangeAsync<AttachedStudy>(
                StudyKeys.Meetings(rcpId),
                StudyKeys.AttachedTo(preFicheId),
                cancellationToken
            )
            .ToListAsync(cancellationToken);

    /// <summary>One study of one pré-fiche, attached, proposed or declined.</summary>
    public async Task<AttachedStudy?> FindAttachedAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.FindAsync<AttachedStudy>(
                StudyKeys.Meetings(rcpId),
                StudyKeys.Attached(preFicheId, studyUid),
                cancellationToken
            )
        )?.Value;

    public Task<Versioned<WantedStudy>?> FindAsync(
        string rcpId,
        string studyUid,
        CancellationToken cancellationToken
    ) => rows.FindAsync<WantedStudy>(StudyKeys.Meetings(rcpId), StudyKeys.Study(studyUid), cancellationToken);

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
            StudyKeys.Meetings(rcpId),
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
            StudyKeys.Meetings(rcpId),
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
    /// <param name="rcpId">The meeting.</param>
    /// <param name="attached">The row of the pré-fiche.</param>
    /// <param name="isNew">The pré-fiche has no such row, and most likely no other has the study: written first, and
    /// read only where that fails.</param>
    /// <param name="cancellationToken">Of the step.</param>
    public async Task<WantedStudy?> AttachAsync(
        string rcpId,
        AttachedStudy attached,
        bool isNew,
        CancellationToken cancellationToken
    ) =>
        (
            await TogetherAsync(
                rcpId,
                attached.PreFicheId,
                attached.StudyUid,
                (row, study) =>
                    (row is { IsAttached: true } && study is not null && study.WantedBy.Contains(attached.PreFicheId))
                    || (row is { Declined: true } && attached.Origin != StudyOrigin.User)
                        ? null
                        : (
                            attached,
                            (
                                study
                                ?? new WantedStudy
                                {
                                    StudyUid = attached.StudyUid,
                                    PatientId = attached.PatientId,
                                    By = attached.By,
                                    Repatriation = new() { Expected = attached.Instances },
                                }
                            ).Attached(attached.PreFicheId)
                        ),
                cancellationToken,
                areNew: isNew
            )
        )?.Study;

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
        await TogetherAsync(
            rcpId,
            preFicheId,
            studyUid,
            (row, study) =>
                row is null or { Declined: true } && study?.WantedBy.Contains(preFicheId) != true
                    ? null
                    : (row?.AsDeclined(by, at), study?.Detached(preFicheId)),
            cancellationToken
        )
            is not null;

    /// <summary>
    /// Detaches without a trace in the table, a mark of the user's too; false where there was nothing.
    /// </summary>
    public async Task<bool> DetachAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        CancellationToken cancellationToken
    ) =>
        await TogetherAsync(
            rcpId,
            preFicheId,
            studyUid,
            (row, study) =>
                row is null && study?.WantedBy.Contains(preFicheId) != true
                    ? null
                    : (null, study?.Detached(preFicheId)),
            cancellationToken
        )
            is not null;

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
                StudyKeys.Meetings(rcpId),
                StudyKeys.Attached(proposal.PreFicheId, proposal.StudyUid),
                current => current ?? proposal,
                cancellationToken
            );
        }
    }

    public Task RemoveAllAsync(string rcpId, CancellationToken cancellationToken) =>
        rows.RemoveAllAsync(StudyKeys.Meetings(rcpId), rows: null, cancellationToken);

    /// <summary>The two rows as they were written; null where nothing was to change.</summary>
    private async Task<(AttachedStudy? Row, WantedStudy? Study)?> TogetherAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        Func<AttachedStudy?, WantedStudy?, (AttachedStudy? Row, WantedStudy? Study)?> change,
        CancellationToken cancellationToken,
        bool areNew = false
    )
    {
        var partition = StudyKeys.Meetings(rcpId);
        var (rowKey, studyKey) = (StudyKeys.Attached(preFicheId, studyUid), StudyKeys.Study(studyUid));
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var reads = attempt > 1 || !areNew;
            var row = reads ? await rows.FindAsync<AttachedStudy>(partition, rowKey, cancellationToken) : null;
            var study = reads ? await rows.FindAsync<WantedStudy>(partition, studyKey, cancellationToken) : null;
            if (change(row?.Value, study?.Value) is not { } next)
            {
                return null;
            }

            var actions = new List<TableTransactionAction>();
            if (next.Row is not null)
            {
                actions.Add(TableRows.Write(partition, rowKey, next.Row, row?.Version));
            }
            else if (row is not null)
            {
                actions.Add(
                    new TableTransactionAction(
                        TableTransactionActionType.Delete,
                        new TableEntity(partition, rowKey),
                        row.Version
                    )
                );
            }

            if (next.Study is not null)
            {
                actions.Add(TableRows.Write(partition, studyKey, next.Study, study?.Version));
            }

            if (actions.Count == 0 || await rows.TryAsync(actions, cancellationToken))
            {
                return next;
            }
        }

        throw new TimeoutException("A study changes faster than it can be written.");
    }
}
