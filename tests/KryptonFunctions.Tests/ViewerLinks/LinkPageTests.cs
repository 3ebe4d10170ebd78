using System.Net;
using System.Security.Cryptography;
using System.Text;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

/// <summary>A user whose browser opens a link that does not open reads what to do; a program reads JSON.</summary>
public sealed class LinkPageTests(LocalKrypton local)
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private const string Unknown = "/api/v1/viewer-links/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task AUsedLinkShowsAPageThatSaysWhatToDoAndHoldsNothingOfThePatient()
    {
        var rcp = await local.GivenRcp(await local.GivenPatient());
        var issued = await rcp.Carer.Post(
            "viewer-links",
            new
            {
                context = new { rcpId = rcp.Id },
                patientId = await rcp.Find(rcp.Patients[0]),
                studyUids = new[] { rcp.Uid },
            }
        );
        var path = new Uri((string)issued.ShouldBe(HttpStatusCode.Created).Json["url"]!).AbsolutePath;
        using var opened = await Open(path, Browser);
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var again = await Open(path, Browser);

        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var page = await PageOf(again, "fr");
        page.ShouldContain("déjà servi");
        page.ShouldContain("retournez dans le DCC");
        page.ShouldContain(again.Headers.GetValues("X-Request-Id").Single());
        foreach (var secret in rcp.Patients[0].Secrets.Append(rcp.Uid).Append(rcp.Id).Append(path.Split('/')[^1]))
        {
            page.ShouldNotContain(secret);
        }
    }

    [Theory]
    [InlineData(Browser, "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html;q=0", "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("application/json,text/html;q=0.5", "application/problem+json")]
    [InlineData(null, "application/problem+json")]
    public async Task WhoShowsPagesGetsOneAndProgramsGetJson(string? accept, string mediaType)
    {
        using var answer = await Open(Unknown, accept);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        answer.Headers.Vary.ShouldContain("Accept");
        answer.Headers.Vary.ShouldContain("Accept-Language");
    }

    [Fact]
    public async Task ThePageIsEnglishOnRequest()
    {
        using var answer = await Open(Unknown, Browser, "en");

        (await PageOf(answer, "en")).ShouldContain("go back to the DCC");
    }

    /// <summary>The page of an answer: it loads nothing, runs nothing, and is in that language.</summary>
    internal static async Task<string> PageOf(HttpResponseMessage answer, string language)
    {
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        answer.Content.Headers.ContentLanguage.ShouldBe([language]);
        page.ShouldContain($"<html lang=\"{language}\">");
        page.ShouldContain("<h1>");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http");
        var style = page.Split("<style>")[1].Split("</style>")[0];
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none';");
        policy.ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return page;
    }

    private async Task<HttpResponseMessage> Open(string path, string? accept, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(local.Functions, path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        request.Headers.TryAddWithoutValidation("Accept-Language", language ?? "fr-FR,fr;q=0.9,en;q=0.5");
        return await local.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
