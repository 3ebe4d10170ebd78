using System.Net;
using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Http;

public sealed class RoutesAndBodies(SharedHost host) : IClassFixture<SharedHost>
{
    private const int MegaByte = 1024 * 1024;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StatusHeadersAndBodyAreTheFunctions()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/echo");
        request.Content = new StringContent("à table");
        request.Headers.Add("X-Say", "hello");

        using var answer = await host.Http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.GetValues("X-Echo").ShouldHaveSingleItem().ShouldBe("hello");
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe("à table");
    }

    [Theory]
    [InlineData("api/items/7/lid", "GET 7 lid")]
    [InlineData("api/items/7", "GET 7 whole")]
    public async Task ValuesOfTheRouteReachTheFunction(string path, string answer) =>
        (await host.Http.GetStringAsync(path, Cancelled)).ShouldBe(answer);

    [Theory]
    [InlineData("api/items/seven")]
    [InlineData("api/nowhere")]
    [InlineData("items/7")]
    public async Task AnythingElseIsNotFound(string path) =>
        (await StatusAsync(HttpMethod.Get, path)).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task AMethodThatTheRouteDoesNotTakeIsNotFound() =>
        (await StatusAsync(HttpMethod.Delete, "api/items/7")).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task HeadIsAnsweredWithoutABody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "api/items/7");

        using var answer = await host.Http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ABodyOf99MegaBytesArrivesWhole()
    {
        using var body = new ByteArrayContent(new byte[99 * MegaByte]);

        using var answer = await host.Http.PostAsync("api/count", body, Cancelled);

        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldBe($"{99 * MegaByte}");
    }

    [Fact]
    public async Task ABodyAbove100MegaBytesIsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/count")
        {
            Content = new ByteArrayContent(new byte[101 * MegaByte]),
            Headers = { ExpectContinue = true },
        };

        using var answer = await host.Http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task WhatAFunctionThrewIsNotInTheAnswer()
    {
        using var answer = await host.Http.GetAsync("api/fail", Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("secret");
    }

    [Fact]
    public async Task AClientThatHangsUpCancelsTheFunction()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var call = host.Http.GetAsync("api/wait/hung-up", patience.Token);
        await Eventually.BeTrueAsync(() => host.Setup.NotesOf("hung-up").Contains("begun"));

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await Eventually.BeTrueAsync(() => host.Setup.NotesOf("hung-up").Contains("cancelled"));
    }

    [Fact]
    public async Task LinesOfTheWorkersLogHaveTheirCategoryLevelAndText()
    {
        await host.Http.GetStringAsync("api/shout", Cancelled);

        await Eventually.BeTrueAsync(() =>
            host.Run.Output.Any(line => line.Contains("info: Shouted[0] Loud and clear by GET"))
        );
        host.Run.Output.ShouldNotContain(line => line.Contains("Nobody hears this"));
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await host.Http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
