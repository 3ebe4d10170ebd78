using Azure;
using Azure.Data.Tables;
using AzuriteServer;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Storage;

/// <summary>
/// Rows are found by partition (<c>infra/local/azurite/partitions.js</c>) as Azurite itself finds them: all of this
/// holds with <c>AZURITE_AS_IS=1</c> too.
/// </summary>
public sealed class PartitionTests
{
    private const int Rows = 40;

    private static readonly string[] Partitions = ["a", "b|", "b|é"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Func<TableEntity, bool>> Conditions = new(StringComparer.Ordinal)
    {
        [""] = _ => true,
        ["PartitionKey eq 'b|'"] = row => row.PartitionKey == "b|",
        ["PartitionKey eq 'nobody'"] = _ => false,
        ["PartitionKey ge 'b|'"] = row => string.CompareOrdinal(row.PartitionKey, "b|") >= 0,
        ["PartitionKey eq 'a' or PartitionKey eq 'b|'"] = row => row.PartitionKey is "a" or "b|",
        ["not (PartitionKey eq 'a')"] = row => row.PartitionKey != "a",
        ["PartitionKey eq 'a' and PartitionKey eq 'b|'"] = _ => false,
        ["PartitionKey eq 'a' and RowKey ge '10' and RowKey lt '21'"] = row =>
            row.PartitionKey == "a" && Number(row) is >= 10 and < 21,
        ["RowKey gt '10' and RowKey le '21' and PartitionKey eq 'a'"] = row =>
            row.PartitionKey == "a" && Number(row) is > 10 and <= 21,
        ["PartitionKey eq 'b|é' and RowKey eq '07'"] = row => row.PartitionKey == "b|é" && Number(row) == 7,
        ["PartitionKey eq 'a' and (RowKey lt '03' or RowKey gt '37')"] = row =>
            row.PartitionKey == "a" && Number(row) is < 3 or > 37,
        ["PartitionKey eq 'a' and Half eq 10"] = row => row.PartitionKey == "a" && Number(row) / 2 == 10,
        ["PartitionKey eq 'a' and not (RowKey ge '05')"] = row => row.PartitionKey == "a" && Number(row) < 5,
        ["RowKey eq '07'"] = row => Number(row) == 7,
    };

    [Fact]
    public async Task WhatMeetsAConditionIsFoundInOrderOverSeveralPages()
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions(), Cancellation);
        var table = await FilledAsync(azurite);
        var all = Partitions.SelectMany(partition => Enumerable.Range(0, Rows).Select(i => Row(partition, i))).ToList();
        foreach (var (condition, meets) in Conditions)
        {
            (await KeysAsync(table, condition)).ShouldBe(
                [.. all.Where(meets).Select(row => $"{row.PartitionKey} {row.RowKey}")],
                condition
            );
        }
    }

    [Fact]
    public async Task WhatWasChangedIsFoundAsItIsNowAlsoAfterARestart()
    {
        using var folder = new TemporaryFolder();
        var options = new AzuriteOptions { DataFolder = folder.Path };
        await using (var first = await Azurite.StartAsync(options, Cancellation))
        {
            var table = await FilledAsync(first);
            await table.DeleteEntityAsync("a", "03", ETag.All, Cancellation);
            await table.UpsertEntityAsync(
                new TableEntity("a", "04") { ["Half"] = -1 },
                TableUpdateMode.Replace,
                Cancellation
            );
            await table.UpdateEntityAsync(
                new TableEntity("a", "05") { ["Half"] = -1 },
                ETag.All,
                TableUpdateMode.Merge,
                Cancellation
            );
            await table.UpsertEntityAsync(
                new TableEntity("a", "055") { ["Half"] = -1 },
                TableUpdateMode.Merge,
                Cancellation
            );
            await ShouldBeChangedAsync(table);
        }

        await using var second = await Azurite.StartAsync(options, Cancellation);
        await ShouldBeChangedAsync(Table(second));
    }

    [Fact]
    public async Task AFailedTransactionChangesNothing()
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions(), Cancellation);
        var table = await FilledAsync(azurite);
        await Should.ThrowAsync<TableTransactionFailedException>(() =>
            table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, new TableEntity("a", "new")),
                    new(TableTransactionActionType.UpsertReplace, new TableEntity("a", "02") { ["Half"] = -1 }),
                    new(TableTransactionActionType.Delete, new TableEntity("a", "03"), ETag.All),
                    new(TableTransactionActionType.Add, new TableEntity("a", "04")),
                ],
                Cancellation
            )
        );
        (await KeysAsync(table, "PartitionKey eq 'a'")).Count.ShouldBe(Rows);
        (await KeysAsync(table, "PartitionKey eq 'a' and Half eq -1")).ShouldBeEmpty();
        (
            await table.GetEntityIfExistsAsync<TableEntity>("a", "new", cancellationToken: Cancellation)
        ).HasValue.ShouldBe(false);
    }

    private static async Task ShouldBeChangedAsync(TableClient table)
    {
        (await KeysAsync(table, "PartitionKey eq 'a' and Half eq -1")).ShouldBe(["a 04", "a 05", "a 055"]);
        (await KeysAsync(table, "PartitionKey eq 'a' and RowKey ge '02' and RowKey lt '06'")).ShouldBe([
            "a 02",
            "a 04",
            "a 05",
            "a 055",
        ]);
        var refused = await Should.ThrowAsync<RequestFailedException>(() =>
            table.AddEntityAsync(new TableEntity("a", "055"), Cancellation)
        );
        refused.Status.ShouldBe(409);
    }

    private static async Task<TableClient> FilledAsync(Azurite azurite)
    {
        var table = Table(azurite);
        await table.CreateIfNotExistsAsync(Cancellation);
        foreach (var partition in Partitions)
        {
            // Not in the order in which they are found.
            await table.SubmitTransactionAsync(
                Enumerable
                    .Range(0, Rows)
                    .Select(i => new TableTransactionAction(
                        TableTransactionActionType.Add,
                        Row(partition, (i * 7 + 3) % Rows)
                    )),
                Cancellation
            );
        }

        return table;
    }

    private static TableEntity Row(string partition, int i) => new(partition, $"{i:00}") { ["Half"] = i / 2 };

    private static int Number(TableEntity row) => int.Parse(row.RowKey);

    private static async Task<List<string>> KeysAsync(TableClient table, string condition) =>
        await table
            .QueryAsync<TableEntity>(condition, maxPerPage: 7, cancellationToken: Cancellation)
            .Select(row => $"{row.PartitionKey} {row.RowKey}")
            .ToListAsync(Cancellation);

    private static TableClient Table(Azurite azurite) => new(azurite.ConnectionString, "Things");
}
