using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Http;

public sealed class HttpTriggers
{
    private static Setup Web =>
        new(typeof(WebFunctions)) { Services = s => s.AddScoped<ScopedCounter>(), Hub = "WebHub" };

    [Theory]
    [InlineData("/api/static", """{"hello":"world"}""")]
    [InlineData("/api/Plain", "plain text")]
    [InlineData("/api/action", """{"code":7}""")]
    [InlineData("/api/nothing", "")]
    [InlineData("/api/items/12/parts/a", "GET 12 a Item True True")]
    [InlineData("/api/items/12/parts", "GET 12 none Item True True")]
    [InlineData("/api/guids/11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555555")]
    [InlineData("/api/client", "WebHub")]
    public async Task TheRouteAndTheResultAreAsTheFunctionSays(string path, string body)
    {
        await using var host = await TestHost.StartAsync(Web);
        (await host.CreateClient().GetStringAsync(path)).ShouldBe(body);
    }

    [Theory]
    [InlineData("GET", "/api/action", HttpStatusCode.Accepted)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NoContent)]
    [InlineData("GET", "/api/items/x/parts/a", HttpStatusCode.NotFound)]
    [InlineData("GET", "/static", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/guids/x", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/items/1/parts/a", HttpStatusCode.OK)]
    [InlineData("DELETE", "/api/items/1/parts/a", HttpStatusCode.NotFound)]
    public async Task TheStatusIsAsTheFunctionOrTheRouteSays(string method, string path, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync(Web);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task AFunctionThatThrowsAnswers500AndNothingOfTheException()
    {
        await using var host = await TestHost.StartAsync(Web);
        using var response = await host.CreateClient().GetAsync("/api/throws", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task EachInvocationHasAScopeOfItsOwn()
    {
        await using var host = await TestHost.StartAsync(Web);
        using var client = host.CreateClient();
        (await client.GetStringAsync("/api/scoped")).ShouldBe("1 True");
        (await client.GetStringAsync("/api/scoped")).ShouldBe("1 True");
    }

    [Fact]
    public async Task TheRoutePrefixOfHostJsonCounts()
    {
        await using var host = await TestHost.StartAsync(
            Web with
            {
                HostJson = """{"extensions":{"http":{"routePrefix":""}}}""",
            }
        );
        (await host.CreateClient().GetStringAsync("/Plain")).ShouldBe("plain text");
    }

    [Fact]
    public async Task OverKestrelABodyBeyondTheLimitIsRefused()
    {
        await using var host = await TestHost.StartAsync(
            Web with
            {
                Url = "http://127.0.0.1:0",
                MaxRequestBodySize = 1000,
            }
        );
        using var client = host.CreateClient();
        using var fits = await client.PostAsJsonAsync(
            "/api/echo",
            new string('x', 900),
            TestContext.Current.CancellationToken
        );
        fits.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var tooLarge = await client.PostAsJsonAsync(
            "/api/echo",
            new string('x', 1100),
            TestContext.Current.CancellationToken
        );
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
