using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Starting;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>
/// The Runner's verb <c>verify-traces</c>, and a verifier in another language that is to say the same of what it
/// exports.
/// </summary>
[Collection(nameof(TraceStore))]
public sealed class TraceAuditTests : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(
        DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.TraceChain)
    );

    private readonly TraceStore store;
    private readonly string folder = Directory.CreateTempSubdirectory("traces").FullName;

    public TraceAuditTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("delete", "broken at 3: missing")]
    [InlineData("delete the last", "broken at 5: missing")]
    [InlineData("change", "broken at 2: changed")]
    [InlineData("rewrite", "broken at 1: forged")]
    [InlineData("rewrite with the key", "broken at 5: digest")]
    [InlineData("seal", "broken at 4: forged")]
    [InlineData("head", "broken at 5: head")]
    [InlineData("number", "broken at 1: inserted")]
    [InlineData("row", "broken at 1: inserted")]
    [InlineData("all", "broken at 1: missing")]
    public async Task BothVerifiersSayTheSame(string attack, string? found)
    {
        var rows = await store.FiveTracesAsync("P");
        var partition = store.Partition("P");
        await store.NightAsync();
        await AttackAsync(attack, rows);

        var run = await VerifyAsync("--export", folder);

        var lines = run.Said.Trim().Split('\n');
        var line = lines.Single(l => l.StartsWith(partition, StringComparison.Ordinal));
        line.ShouldBe(found is null ? $"{partition} 5 {rows[4].GetString("Hash")}" : $"{partition} {found}");
        (await PythonAsync(Key)).ShouldBe(run.Said);
    }

    [Fact]
    public async Task WhoHasNotTheKeysFindsAllButWhatTheyAloneShow()
    {
        var rows = await store.FiveTracesAsync("P");
        await store.RewriteAsync(rows);

        var run = await VerifyAsync("--export", folder, "--without-seals");

        run.Said.ShouldContain($"{store.Partition("P")} 5 ");
        run.Said.ShouldContain("\"seals\":\"not checked\"");
        (await PythonAsync(keys: "")).ShouldBe(run.Said);
    }

    [Fact]
    public async Task AnAccountThatCannotBeReadIsOneSentence()
    {
        var nowhere =
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;"
            + "BlobEndpoint=http://127.0.0.1:9/x;QueueEndpoint=http://127.0.0.1:9/x;"
            + "TableEndpoint=http://127.0.0.1:9/x;";

        var run = await RunnerOnce.Run(
            new Dictionary<string, string> { [AppStorage.Setting] = nowhere },
            "verify-traces"
        );

        run.ShouldHaveSaid(6, "The storage account cannot be read:");
    }

    private Task<RunnerOnce> VerifyAsync(params string[] options) =>
        RunnerOnce.Run(
            new Dictionary<string, string> { [AppStorage.Setting] = store.ConnectionString },
            ["verify-traces", .. options]
        );

    private async Task AttackAsync(string attack, List<TableEntity> rows)
    {
        switch (attack)
        {
            case "delete":
                await store.Table.DeleteEntityAsync(rows[2].PartitionKey, rows[2].RowKey, ETag.All, Token);
                break;
            case "delete the last":
                await store.Table.DeleteEntityAsync(rows[4].PartitionKey, rows[4].RowKey, ETag.All, Token);
                break;
            case "change":
                await PutAsync(
                    rows[1],
                    "Json",
                    rows[1].GetString("Json").Replace("dr.martin", "dr.nobody", StringComparison.Ordinal)
                );
                break;
            case "rewrite":
                await store.RewriteAsync(rows);
                break;
            case "rewrite with the key":
                await store.RewriteAsync(rows, store.Get<TraceSeals>());
                break;
            case "seal":
                await PutAsync(rows[3], "Seal", 7);
                break;
            case "head":
                await store.PutHeadAsync(rows[0].PartitionKey, new TraceChain(5, rows[4].GetString("Hash")));
                break;
            case "number":
                await PutAsync(rows[0], "Seq", "one");
                break;
            case "row":
                await store.Table.AddEntityAsync(new TableEntity(rows[0].PartitionKey, "t|nonsense"), Token);
                break;
            case "all":
                await store.Table.DeleteEntityAsync(rows[0].PartitionKey, TraceKeys.HeadRow, ETag.All, Token);
                await Task.WhenAll(
                    rows.Select(row => store.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Token))
                );
                break;
        }
    }

    private Task<Response> PutAsync(TableEntity row, string column, object value)
    {
        row[column] = value;
        return store.Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Token);
    }

    private async Task<string> PythonAsync(string keys)
    {
        var start = new ProcessStartInfo(
            "python3",
            [Path.Combine(SolutionFolder.Path, "docs/traces/verify.py"), folder]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["KRYPTON_CHAIN_KEYS"] = keys;
        Process? python = null;
        try
        {
            python = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed.");
        }

        using (python)
        {
            return await python!.StandardOutput.ReadToEndAsync(Token);
        }
    }
}
