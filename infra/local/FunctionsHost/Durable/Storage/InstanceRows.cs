using Azure.Data.Tables;
using FunctionsHost.Durable.History;

namespace FunctionsHost.Durable.Storage;

/// <summary>
/// The rows of one instance: "0" its header, with small payloads in it; "1-execution" its input and "2-execution" its output where they
/// are long; "3-execution-number" the batches of its history.
/// </summary>
internal static class InstanceRows
{
    public const string HeaderKey = "0";
    public const string HistoryKeys = "3";

    private const int Inline = 8_000;
    private const string Header = "Header";
    private const string Open = "Open";
    private const string Input = "Input";
    private const string Output = "Output";
    private const string LongInput = "LongInput";
    private const string LongOutput = "LongOutput";

    /// <summary>Letters and digits only, as tables are named.</summary>
    public static string TableName(string hub)
    {
        string name = string.Concat(hub.Where(char.IsAsciiLetterOrDigit));
        return $"{(name.Length > 0 && char.IsAsciiLetter(name[0]) ? "" : "Hub")}{name[..Math.Min(name.Length, 40)]}Durable";
    }

    /// <summary>Ids may hold what keys may not.</summary>
    public static string PartitionOf(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':' or '@' ? $"{c}" : $"_{(int)c:X4}"));

    public static (string From, string To) HistoryRange(string execution, int batch = 0) => (BatchKey(execution, batch), $"{HistoryKeys}-{execution}.");

    public static string FilterOf(InstanceFilter filter)
    {
        var parts = new List<string> { TableClient.CreateQueryFilter($"RowKey eq {HeaderKey}") };
        if (filter.Prefix is { Length: > 0 } prefix)
        {
            string from = PartitionOf(prefix);
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {from + "~"}"));
        }

        if (filter.After is { } after)
        {
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey gt {PartitionOf(after)}"));
        }

        if (filter.OpenOnly)
        {
            parts.Add($"{Open} eq true");
        }

        return string.Join(" and ", parts);
    }

    /// <summary>The rows to write, the header last: with it they become true.</summary>
    public static IEnumerable<TableEntity> Of(Commit commit)
    {
        InstanceHeader header = commit.Header;
        string partition = PartitionOf(header.Id);
        var row = new TableEntity(partition, HeaderKey) { [Open] = header.IsOpen };
        LongText.Put(row, Header, HistoryJson.Write(header));
        if (commit.Begins is { } begins)
        {
            Place(begins.Input, Input, LongInput);
            Place(commit.Output, Output, LongOutput);
        }
        else if (commit.Output is not null)
        {
            Place(commit.Output, Output, LongOutput);
        }

        IEnumerable<TableEntity> longs =
        [
            .. commit.Begins is { Input.Length: > Inline } b ? LongText.Rows(partition, $"1-{header.Execution}", b.Input) : [],
            .. commit.Output is { Length: > Inline } output ? LongText.Rows(partition, $"2-{header.Execution}", output) : [],
            .. commit.Batch is { } batch ? LongText.Rows(partition, BatchKey(header.Execution, header.Batches), batch) : [],
        ];
        return [.. longs, row];

        void Place(string? text, string inline, string isLong)
        {
            row[isLong] = text?.Length > Inline;
            row[inline + "Is"] = text is not null;
            row[inline] = text?.Length <= Inline ? text : "";
        }
    }

    /// <summary>A batch and the header after it in one row.</summary>
    public static TableEntity PlainStep(Commit commit)
    {
        TableEntity row = LongText.Rows(PartitionOf(commit.Header.Id), BatchKey(commit.Header.Execution, commit.Header.Batches), commit.Batch!).Single();
        LongText.Put(row, Header, HistoryJson.Write(commit.Header));
        return row;
    }

    public static InstanceHeader? LastHeader(IEnumerable<TableEntity> batches) =>
        batches.LastOrDefault(b => LongText.Has(b, Header)) is { } row ? HistoryJson.Read<InstanceHeader>(LongText.Get(row, Header)) : null;

    public static bool HasMoreRows(TableEntity header) => header.GetBoolean(LongInput) == true || header.GetBoolean(LongOutput) == true;

    /// <summary>Reads the header and its payloads; rows of older executions are passed over.</summary>
    public static InstanceRecord ReadRecord(IReadOnlyList<TableEntity> rows)
    {
        TableEntity row = rows[0];
        InstanceHeader header = HistoryJson.Read<InstanceHeader>(LongText.Get(row, Header));
        return new InstanceRecord(header, Find(Input, LongInput, "1-"), Find(Output, LongOutput, "2-"));

        string? Find(string inline, string isLong, string kind) => row.GetBoolean(isLong) == true
            ? LongText.ReadAll([.. rows.Where(r => r.RowKey.StartsWith(kind + header.Execution, StringComparison.Ordinal))]).FirstOrDefault()
            : row.GetBoolean(inline + "Is") == true ? row.GetString(inline) : null;
    }

    private static string BatchKey(string execution, int batch) => $"{HistoryKeys}-{execution}-{batch:D8}";
}
