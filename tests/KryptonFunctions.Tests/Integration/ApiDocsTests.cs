using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>The API, readable in the workbench, from its own origin alone; not in the app that is deployed.</summary>
public sealed partial class ApiDocsTests(LocalKrypton local)
{
    [Fact]
    public async Task ThePageLoadsNothingFromElsewhere()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(Docs(local), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Elsewhere.Matches(page).Select(match => match.Value).ShouldBeEmpty();
        foreach (var off in new[] { "\"telemetry\":false", "\"withDefaultFonts\":false" })
        {
            page.ShouldContain(off);
        }

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce.Match(policy).Groups["nonce"].Value;
        nonce.Length.ShouldBe(32);
        Elsewhere.Matches(policy).ShouldBeEmpty();
        policy.ShouldNotContain("unsafe-eval");
        Script.Matches(page).ShouldAllBe(script => script.Value.Contains(nonce));
        policy.ShouldContain("default-src 'none'; script-src 'self' 'nonce-");
    }

    [Fact]
    public async Task ItsScriptsAndTheDescriptionComeFromTheWorkbench()
    {
        using var http = new HttpClient();
        foreach (var script in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var answer = await http.GetAsync(new Uri(Docs(local), script), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, script);
        }

        var text = await http.GetStringAsync(
            new Uri(Docs(local), "openapi.json"),
            TestContext.Current.CancellationToken
        );
        JsonNode.DeepEquals(JsonNode.Parse(text), DescribedApi.Document).ShouldBeTrue();
    }

    [Fact]
    public async Task TheAppHasNoSuchPage() =>
        (await local.GivenSomebodyWith(token: null).Get("/api/docs/")).Status.ShouldBe(HttpStatusCode.NotFound);

    private static Uri Docs(LocalKrypton local) => new(local.Dcc, "/api/docs/");

    [GeneratedRegex("(https?|wss?):", RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere { get; }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Nonce { get; }

    [GeneratedRegex("<script[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Script { get; }
}
