using System.Text.Encodings.Web;
using System.Text.Json;

namespace KryptonFunctions.Traces.Audit;

/// <summary>
/// A folder with all that an audit read, for a third party: <c>traces.ndjson</c>, a row of the table a line, and
/// <c>digests/</c>, the blobs as they are. <c>docs/traces/format.md</c> says what is in them.
/// </summary>
public sealed class AuditExport : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        TraceColumns.Seq,
        TraceColumns.Count,
        TraceColumns.Hash,
        TraceColumns.Json,
        TraceColumns.At,
        TraceColumns.Seal,
        TraceColumns.KeyId,
    ];

    private static readonly JsonSerializerOptions AsStored = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string folder;
    private readonly StreamWriter rows;

    /// <param name="folder">Is made where it is not there; an earlier export in it is written over.</param>
    public AuditExport(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        rows = new StreamWriter(Path.Combine(folder, "traces.ndjson"));
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    internal async Task AddAsync(string partition, ReadChain chain)
    {
        foreach (var row in chain.HeadRow is { } head ? chain.Rows.Append(head) : chain.Rows)
        {
            var line = Columns
                .Where(column => row.TryGetValue(column, out var value) && value is not null)
                .ToDictionary(column => column, column => row[column], StringComparer.Ordinal);
            (line["Partition"], line["Row"]) = (partition, row.RowKey);
            await rows.WriteLineAsync(JsonSerializer.Serialize(line, AsStored));
        }
    }

    /// <param name="name">The blob's, such as <c>2026/11/24.txt</c>.</param>
    /// <param name="digest">Its content.</param>
    internal async Task AddAsync(string name, BinaryData digest)
    {
        var file = Path.GetFullPath(Path.Combine(folder, "digests", name));
        if (!file.StartsWith(Path.GetFullPath(folder), StringComparison.Ordinal))
        {
            throw new InvalidDataException("The name of a digest leads out of the folder of the export.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, digest.ToArray());
    }
}
