using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Privacy;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Tests.Starting;
using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.PersonRequests;

/// <summary>
/// The Runner's verb <c>person</c>, as a process of its own, on what the functions have stored of two patients of one
/// RCP.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class PersonRequestTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const string Officer = "officer.one";

    private readonly string folder = Directory.CreateTempSubdirectory("person").FullName;
    private PrefetchWorld world = null!;
    private GivenRcp rcp = null!;

    private KnownPatient Asking => rcp.Patients[0];

    private KnownPatient Other => rcp.Patients[1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsKnownIsInTheFileAndNothingOfAnybodyElse()
    {
        var (run, file) = await AskAsync(Asking.Ins!, "--ins");

        run.ExitCode.ShouldBe(0, run.Complained);
        file.ShouldContain(Asking.GivenName);
        file.ShouldContain(rcp.UidOf(1));
        Other.Secrets.Where(secret => file.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
        file.ShouldNotContain(rcp.UidOf(2));
        file.ShouldNotContain(PrefetchWorld.Carer.User);
        file.ShouldContain("candidateChosen");
    }

    [Fact]
    public async Task TheConsoleSaysNoTrait()
    {
        var (run, _) = await AskAsync(Asking.Ins!, "--ins");

        run.Said.ShouldContain($"{rcp.Id} PF-1: not over, 1 studies, found by Ins");
        (run.Said + run.Complained).ShouldNotContain(Asking.Ins!);
        Asking.Secrets.Where(secret => run.Said.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--patient", "ChosenRecord")]
    [InlineData("--rcp", "PreFiche")]
    public async Task APersonIsFoundByRecordAndByPreFiche(string by, string ground)
    {
        string[] what = by == "--rcp" ? [by, rcp.Id, "--prefiche", "PF-1"] : [by, Asking.Id];

        var (run, file) = await AskAsync("", what);

        run.Said.ShouldContain($"{rcp.Id} PF-1: not over, 1 studies, found by {ground}");
        run.Said.ShouldNotContain("PF-2");
        file.ShouldContain(Asking.GivenName);
    }

    [Fact]
    public async Task TheRequestIsTracedUnderTheOfficer()
    {
        await AskAsync("", "--patient", Asking.Id);

        (await world.TracesAsync(Asking)).ShouldContain(trace =>
            trace.Action == TraceAction.PersonDataRead && trace.User.User == Officer && trace.Reason == "PATRQT"
        );
    }

    [Fact]
    public async Task WhatAnRcpToComeNeedsIsNotErased()
    {
        var (run, _) = await AskAsync(Asking.Ins!, "--ins", "--erase");

        run.Said.ShouldContain("erased: 0 pré-fiches");
        run.Said.ShouldContain("kept: 1 pré-fiches of RCPs that are not over");
        (await world.PreFiche(rcp.Id, "PF-1"))!.Patient.GivenNames.ShouldNotBeNull();
    }

    [Fact]
    public async Task AfterTheRcpAllButTheTracesIsErasedAndOnlyThePersons()
    {
        await RcpIsOver();

        var (run, _) = await AskAsync(Asking.Ins!, "--ins", "--erase");

        run.Said.ShouldContain("erased: 1 pré-fiches");
        var stored = await StoredAsync();
        Asking
            .Secrets.Append(Asking.Ins!)
            .Append(Asking.Id)
            .Where(secret => stored.Contains(secret, StringComparison.Ordinal))
            .ShouldBeEmpty();
        stored.ShouldContain(Other.GivenName);
        (await world.TracesAsync(Asking)).ShouldContain(trace => trace.Action == TraceAction.CandidateChosen);
        (await AskAsync(Asking.Ins!, "--ins", "--erase")).Run.Said.ShouldContain("pré-fiches: 0");
    }

    [Fact]
    public async Task WhatIsLeftAfterAnErasureIsPurgedAsBefore()
    {
        await RcpIsOver();
        await AskAsync(Asking.Ins!, "--ins", "--erase");
        world.Clock.Advance(TimeSpan.FromDays(40));

        await world.RunTimerAsync((upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, Token));

        (await world.PreFiche(rcp.Id, "PF-1")).ShouldBeNull();
        (await world.Study(rcp.Id, rcp.Uid)).ShouldBeNull();
        string[] ids = [InstanceIds.PreFiche(rcp.Id, "PF-1"), InstanceIds.Study(rcp.Id, rcp.Uid)];
        foreach (var id in ids)
        {
            (await world.Host.DurableClient.GetInstanceAsync(id, Token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task AFileThatIsThereIsNotWrittenOver()
    {
        var path = Path.Combine(folder, "there.json");
        await File.WriteAllTextAsync(path, "mine", Token);

        var run = await RunAsync("", ["--patient", Asking.Id, "--export", path]);

        run.ShouldHaveSaid(6, "exists");
        (await File.ReadAllTextAsync(path, Token)).ShouldBe("mine");
    }

    public async ValueTask InitializeAsync()
    {
        world = await PrefetchWorld.StartAsync(storage);
        var (asking, other) = (GivenPatient("2550699"), GivenPatient("1550699"));
        rcp = await world.GivenRcp(world.Now.AddDays(3), asking, other);
        await rcp.Prepare(1);
        await rcp.Prepare(2);
        await world.Becomes(rcp, rcp.UidOf(1), RepatriationState.Completed);
        await world.Becomes(rcp, rcp.UidOf(2), RepatriationState.Completed);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private KnownPatient GivenPatient(string begin)
    {
        var number = $"{begin}{Random.Shared.Next(1_000_000):000000}";
        var patient = new KnownPatient
        {
            Ins = number + NirKey.Compute(number),
            Sex = begin[0] == '1' ? "male" : "female",
            BirthDate = "1955-06-12",
        };
        world.Krypton.Add(patient.Resources());
        return patient;
    }

    private async Task<(RunnerOnce Run, string File)> AskAsync(string input, params string[] what)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.json");
        var run = await RunAsync(input, [.. what, "--export", path]);
        return (run, File.Exists(path) ? await File.ReadAllTextAsync(path, Token) : "");
    }

    private async Task<RunnerOnce> RunAsync(string input, string[] what) =>
        await RunnerOnce.Run(
            new Dictionary<string, string> { [AppStorage.Setting] = await storage.ConnectionString() },
            input,
            ["person", "--officer", Officer, .. what]
        );

    /// <summary>The Runner has the real clock: the RCP was the day before yesterday.</summary>
    private async Task RcpIsOver()
    {
        await rcp.Cancel();
        await world.SettleAsync();
        var before = (await world.Use((RcpStore store) => store.FindAsync(rcp.Id, Token)))!;
        var over = before.Value with { StartsAt = DateTimeOffset.UtcNow.AddDays(-2) };
        (await world.Use((RcpStore store) => store.SaveAsync(over, before, [], Token))).ShouldBeTrue();
    }

    /// <summary>What the tables of the prefetch and of the links hold of the RCP.</summary>
    private async Task<string> StoredAsync()
    {
        var rows = await StoredText.ReadAsync(
            await storage.ConnectionString(),
            [TraceKeys.Table, TraceIndexKeys.Table]
        );
        return string.Join('\n', rows.Where(row => row.StartsWith("table ", StringComparison.Ordinal)));
    }
}
