using Azure.Data.Tables;

namespace FunctionsHost.Durable.Storage;

/// <summary>Texts that are longer than a property (32 Ki characters), a row (1 MiB) or a transaction (100 rows, 4 MiB) may be.</summary>
internal static class LongText
{
    private const int PerProperty = 30_000;

    /// <summary>A little less than 14 properties hold, as a piece may end one character early.</summary>
    private const int PerRow = (PerProperty - 1) * 14;

    private const int PerTransaction = 1_200_000;
    private const int RowsPerTransaction = 90;
    private const string Text = "Text";
    private const string Parts = "Parts";
    private const string More = "~";

    /// <summary>Puts a text of at most one row into properties name, name01, name02 and so on.</summary>
    public static void Put(TableEntity row, string name, string text)
    {
        int count = 0;
        foreach (string piece in Pieces(text, PerProperty))
        {
            row[NameOf(name, count++)] = piece;
        }

        // A merge keeps what a longer text before had left.
        row[name + "Count"] = count;
    }

    public static bool Has(TableEntity row, string name) => row.ContainsKey(name + "Count");

    public static string Get(TableEntity row, string name) =>
        string.Concat(Enumerable.Range(0, row.GetInt32(name + "Count") ?? 0).Select(i => row.GetString(NameOf(name, i))));

    public static IEnumerable<TableEntity> Rows(string partition, string rowKey, string text)
    {
        string[] pieces = [.. Pieces(text, PerRow)];
        for (int i = 0; i < pieces.Length; i++)
        {
            var row = new TableEntity(partition, i == 0 ? rowKey : $"{rowKey}{More}{i:D3}") { [Parts] = pieces.Length };
            Put(row, Text, pieces[i]);
            yield return row;
        }
    }

    /// <summary>The texts of rows that come in the order of their keys. Parts that a crash left of a longer text are passed over.</summary>
    public static IEnumerable<string> ReadAll(IReadOnlyList<TableEntity> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].RowKey.Contains(More, StringComparison.Ordinal))
            {
                yield return string.Concat(rows.Skip(i).Take(rows[i].GetInt32(Parts) ?? 1).Select(r => Get(r, Text)));
            }
        }
    }

    /// <summary>Groups rows, in order, into transactions that the service takes.</summary>
    public static IEnumerable<List<TableEntity>> Transactions(IEnumerable<TableEntity> rows)
    {
        var group = new List<TableEntity>();
        int size = 0;
        foreach (TableEntity row in rows)
        {
            int length = row.Keys.Sum(k => (row[k] as string)?.Length ?? 0);
            if (group.Count > 0 && (size + length > PerTransaction || group.Count == RowsPerTransaction))
            {
                yield return group;
                group = [];
                size = 0;
            }

            group.Add(row);
            size += length;
        }

        yield return group;
    }

    /// <summary>A character of two halves is not torn apart.</summary>
    private static IEnumerable<string> Pieces(string text, int most)
    {
        for (int from = 0, length; from < text.Length; from += length)
        {
            length = Math.Min(most, text.Length - from);
            if (from + length < text.Length && char.IsHighSurrogate(text[from + length - 1]))
            {
                length--;
            }

            yield return text.Substring(from, length);
        }
    }

    private static string NameOf(string name, int i) => i == 0 ? name : $"{name}{i:D2}";
}
