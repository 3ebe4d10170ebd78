using System.Net;
using AzuriteServer;
using KryptonFunctions.Tests.Fixture;
using Runner;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>Functions whose storage goes away under them; the other backends are those of all the tests.</summary>
public sealed class StorageIsDownTests(LocalKrypton local)
{
    [Fact]
    public async Task EveryAnswerSaysThatTheStorageDoesNotAnswerAndNothingIsShown()
    {
        Assert.SkipWhen(local.Stack is null, "The functions run elsewhere; their storage is not ours to stop.");
        var patient = await local.GivenPatient();
        var token = await local.TokenFor(LocalKrypton.NewId("dr"), ["care"], "RCP-DARK");
        var azurite = await Azurite.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var options = new StackOptions
        {
            WithBackends = false,
            Ports = new StackPorts(
                azurite.Ports.Blob,
                azurite.Ports.Queue,
                azurite.Ports.Table,
                local.Stack.Mock.Port,
                local.Stack.Dcc.Port,
                0
            ),
            Log = _ => { },
        };
        await using var functions = await LocalStack.StartAsync(options, TestContext.Current.CancellationToken);
        var carer = new DccCaller(local.Http, functions.Functions, token);
        var announcement = new
        {
            startsAt = DateTimeOffset.UtcNow.AddDays(2),
            prefiches = new[] { new { preFicheId = "PF-1", patient = patient.AsAsked() } },
        };
        (await carer.Put("rcps/RCP-DARK", announcement)).ShouldBe(HttpStatusCode.Accepted);

        await azurite.DisposeAsync();

        Answer[] answers =
        [
            await carer.Get("rcps/RCP-DARK"),
            await carer.Put("rcps/RCP-DARK", announcement),
            await carer.Put("rcps/RCP-DARK/prefiches/PF-1/studies/1.2.3.4"),
            await carer.Delete("rcps/RCP-DARK/prefiches/PF-1/studies/1.2.3.4"),
            await carer.Get("rcps/RCP-DARK/prefiches/PF-1/studies"),
            await carer.SearchFor(patient.AsAsked(), "RCP-DARK"),
            await carer.Get($"viewer-links/{new string('A', 43)}"),
        ];
        foreach (var answer in answers)
        {
            answer.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
    }
}
