using Azure.Data.Tables;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// Writes the row of a pré-fiche's study and the row of the study in one transaction, done again when another writer
/// was faster.
/// </summary>
internal sealed class StudyTransaction(TableRows rows)
{
    private const int MaxTries = 12;

    /// <summary>The change as it was written; <see cref="StudyChange.None"/> where nothing was to change.</summary>
    /// <param name="rcpId">The RCP.</param>
    /// <param name="preFicheId">Whose row.</param>
    /// <param name="studyUid">Of both rows.</param>
    /// <param name="decide">What becomes of the rows, by what they are; without side effects, since it may be asked
    /// again.</param>
    /// <param name="areNew">Most likely neither row exists: written first, and read only where that fails.</param>
    /// <param name="cancellationToken">Of the step.</param>
    /// <exception cref="TimeoutException">Other writers were faster each time.</exception>
    public async Task<StudyChange> ChangeAsync(
        string rcpId,
        string preFicheId,
        string studyUid,
        Func<AttachedStudy?, WantedStudy?, StudyChange> decide,
        bool areNew,
        CancellationToken cancellationToken
    )
    {
        var partition = StudyKeys.Partition(rcpId);
        var (rowKey, studyKey) = (StudyKeys.Attached(preFicheId, studyUid), StudyKeys.Study(studyUid));
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var reads = attempt > 1 || !areNew;
            var row = reads ? await rows.FindAsync<AttachedStudy>(partition, rowKey, cancellationToken) : null;
            var study = reads ? await rows.FindAsync<WantedStudy>(partition, studyKey, cancellationToken) : null;
            var change = decide(row?.Value, study?.Value);
            TableTransactionAction[] actions =
            [
                .. ActionsOf(change.OfPreFiche, partition, rowKey, row),
                .. ActionsOf(change.OfStudy, partition, studyKey, study),
            ];
            if (actions.Length == 0 || await rows.TryAsync(actions, cancellationToken))
            {
                return change;
            }
        }

        throw new TimeoutException("A study changes faster than it can be written.");
    }

    /// <summary>One action, or none where the row stays as it is.</summary>
    private static IEnumerable<TableTransactionAction> ActionsOf<T>(
        RowChange<T> change,
        string partition,
        string key,
        Versioned<T>? read
    )
        where T : class =>
        change switch
        {
            RowChange<T>.Replace(var value) => [TableRows.Write(partition, key, value, read?.Version)],
            RowChange<T>.Remove when read is not null =>
            [
                new(TableTransactionActionType.Delete, new TableEntity(partition, key), read.Version),
            ],
            _ => [],
        };
}
