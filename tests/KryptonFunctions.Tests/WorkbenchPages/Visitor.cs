using System.Net;
using System.Text.RegularExpressions;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>Somebody at the workbench with a browser's cookies, who reads the pages as they are sent.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    private Visitor(Uri workbench) =>
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = workbench,
        };

    public static async Task<Visitor> OfRoleAsync(LocalKrypton local, string role)
    {
        var visitor = new Visitor(local.Dcc);
        var user = LocalKrypton.NewId(role);
        (await visitor.PostAsync("about", "presenter/user", ("role", role), ("user", user))).ShouldContain(user);
        return visitor;
    }

    /// <summary>A page, which is strict about what it loads and brings no styles or scripts of its own.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        return await ReadAsync(answer);
    }

    public Task<HttpResponseMessage> DownloadAsync(string path) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends a form that stands on a page, and gives the page that follows.</summary>
    public async Task<string> PostAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token.Match(await GetAsync(page)).Groups["value"].Value;
        var form = fields.Append((Name: "__RequestVerificationToken", Value: token)).ToDictionary();
        using var answer = await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(form) }
        );
        return await ReadAsync(answer);
    }

    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        http.SendAsync(request, TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        Inline.Matches(page).Select(match => match.Value).ShouldBeEmpty();
        return page;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token { get; }

    [GeneratedRegex("<[^>]* (style|on[a-z]+)=|<style|<script(?! src=)", RegexOptions.ExplicitCapture)]
    private static partial Regex Inline { get; }
}
