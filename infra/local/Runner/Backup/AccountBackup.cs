using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Runner.Backup;

/// <summary>
/// What must outlive a storage account, as files: <c>tables/NAME.ndjson</c>, a row a line, and <c>digests/</c>, the
/// blobs of the traces' digests. Not the task hub: its orchestrations are started again from the tables.
/// </summary>
internal sealed class AccountBackup(TableServiceClient tables, BlobServiceClient blobs, string folder)
{
    private const string Traces = "Traces";
    private const string Digests = "trace-digests";
    private const string Extension = ".ndjson";
    private const int RowsOfTransaction = 100;

    /// <summary>In characters, of at most three bytes each: a transaction has at most 4 MiB.</summary>
    private const int LengthOfTransaction = 1_000_000;

    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    private static readonly string[] OfTaskHubs = ["Instances", "History", "Partitions"];

    /// <summary>
    /// Writes the files, over those of an earlier backup. The app may run meanwhile: the index is read before the
    /// traces that it names, and a chain as far as its head was when it was read.
    /// </summary>
    /// <returns>Tables and their rows.</returns>
    public async Task<IReadOnlyList<(string Table, int Rows)>> WriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(TableFolder);
        var names = await tables
            .QueryAsync(cancellationToken: cancellationToken)
            .Select(t => t.Name)
            .ToListAsync(cancellationToken);
        var done = new List<(string, int)>();
        foreach (var name in InOrder(names.Where(IsOurs)))
        {
            done.Add((name, await WriteAsync(name, cancellationToken)));
        }

        var container = blobs.GetBlobContainerClient(Digests);
        if (await container.ExistsAsync(cancellationToken))
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                var file = FileOf(blob.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await container.GetBlobClient(blob.Name).DownloadToAsync(file, cancellationToken);
            }
        }

        return done;
    }

    /// <summary>
    /// Puts the rows into the account, in the place of those with the same keys. Can be repeated: it ends where it
    /// would have ended at once.
    /// </summary>
    /// <exception cref="FormatException">A line is no row.</exception>
    public async Task<IReadOnlyList<(string Table, int Rows)>> RestoreAsync(CancellationToken cancellationToken)
    {
        var done = new List<(string, int)>();
        var files = Directory.EnumerateFiles(TableFolder, $"*{Extension}").Select(Path.GetFileNameWithoutExtension);
        foreach (var name in InOrder(files.OfType<string>()))
        {
            done.Add((name, await RestoreAsync(name, Path.Combine(TableFolder, name + Extension), cancellationToken)));
        }

        if (Directory.Exists(DigestFolder))
        {
            var container = blobs.GetBlobContainerClient(Digests);
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            foreach (var file in Directory.EnumerateFiles(DigestFolder, "*", SearchOption.AllDirectories))
            {
                var name = Path.GetRelativePath(DigestFolder, file).Replace(Path.DirectorySeparatorChar, '/');
                await AppendAsync(container.GetAppendBlobClient(name), file, cancellationToken);
            }
        }

        return done;
    }

    private string TableFolder => Path.Combine(folder, "tables");

    private string DigestFolder => Path.Combine(folder, "digests");

    /// <summary>The traces last: whatever names one was read before it.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<string> tables) =>
        tables.OrderBy(name => name == Traces).ThenBy(name => name, StringComparer.Ordinal);

    private static bool IsOurs(string table) =>
        !table.StartsWith("Azure", StringComparison.OrdinalIgnoreCase)
        && !OfTaskHubs.Any(end => table.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private async Task<int> WriteAsync(string table, CancellationToken cancellationToken)
    {
        await using var lines = new StreamWriter(Path.Combine(TableFolder, table + Extension));
        var begin = TimeProvider.System.GetUtcNow();
        (var count, var chain, long? length) = (0, "", null);
        await foreach (
            var row in tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: cancellationToken)
        )
        {
            if (table == Traces)
            {
                // The head comes first of its partition.
                (chain, length) = row.RowKey == "head" ? (row.PartitionKey, Number(row, "Count")) : (chain, length);
                if (chain == row.PartitionKey && Number(row, "Seq") > length && row.Timestamp > begin - ClocksDiffer)
                {
                    // Appended after its head was read: of the next backup. An older one that a head denies is kept,
                    // for somebody has tampered with one of them.
                    continue;
                }
            }

            await lines.WriteLineAsync(StoredRow.Write(row).AsMemory(), cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>Null for what is no number: whoever reads the table may not be the only one who writes it.</summary>
    private static long? Number(TableEntity row, string column) =>
        row.TryGetValue(column, out var value) ? value as long? ?? value as int? : null;

    private async Task<int> RestoreAsync(string table, string file, CancellationToken cancellationToken)
    {
        var client = tables.GetTableClient(table);
        await client.CreateIfNotExistsAsync(cancellationToken);
        var (count, size, together) = (0, 0, new List<TableTransactionAction>());
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            var row = StoredRow.Read(line);
            var isFull = together.Count == RowsOfTransaction || size + line.Length > LengthOfTransaction;
            if (together is [var first, ..] && (isFull || first.Entity.PartitionKey != row.PartitionKey))
            {
                await client.SubmitTransactionAsync(together, cancellationToken);
                together.Clear();
                size = 0;
            }

            together.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            (count, size) = (count + 1, size + line.Length);
        }

        if (together.Count > 0)
        {
            await client.SubmitTransactionAsync(together, cancellationToken);
        }

        return count;
    }

    /// <summary>A digest that is there is left as it is: it is immutable.</summary>
    private static async Task AppendAsync(AppendBlobClient blob, string file, CancellationToken cancellationToken)
    {
        if (await blob.ExistsAsync(cancellationToken))
        {
            return;
        }

        await blob.CreateAsync(cancellationToken: cancellationToken);
        var block = new byte[blob.AppendBlobMaxAppendBlockBytes];
        await using var content = File.OpenRead(file);
        for (int read; (read = await content.ReadAtLeastAsync(block, block.Length, false, cancellationToken)) > 0; )
        {
            using var part = new MemoryStream(block, 0, read);
            await blob.AppendBlockAsync(part, cancellationToken: cancellationToken);
        }
    }

    private string FileOf(string blob)
    {
        var file = Path.GetFullPath(Path.Combine(DigestFolder, blob));
        return file.StartsWith(Path.GetFullPath(DigestFolder), StringComparison.Ordinal)
            ? file
            : throw new InvalidDataException("The name of a digest leads out of the folder of the backup.");
    }
}
