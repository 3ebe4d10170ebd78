using System.Net;
using Shouldly;

namespace Lab.Tests;

/// <summary>A one-time link that a user has followed as far as the viewer's page.</summary>
/// <param name="Launch">The viewer's address with its launch token.</param>
/// <param name="Page">Where it leads to.</param>
/// <param name="Cookie">What the browser keeps.</param>
internal sealed record OpenedLink(Uri Launch, Uri Page, string Cookie)
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
    );

    /// <summary>The session's address.</summary>
    public string Base => Page.AbsoluteUri[..(Page.AbsoluteUri.LastIndexOf('/') + 1)];

    public static async Task<OpenedLink> Follow(Uri link)
    {
        var launch = await LaunchOf(link);
        using var answer = await Ask(launch.AbsoluteUri, cookie: null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        return new(launch, new Uri(launch, answer.Headers.Location!), cookie.Split(';')[0]);
    }

    /// <summary>Where the functions send who opens the link.</summary>
    public static async Task<Uri> LaunchOf(Uri link)
    {
        using var opened = await Ask(link.AbsoluteUri, cookie: null);
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return opened.Headers.Location!;
    }

    public Task<HttpResponseMessage> Get(string path) => Ask($"{Base}{path}", Cookie);

    /// <summary>The address goes out as it stands: dots and percents are the attacker's, not tidied here.</summary>
    public static async Task<HttpResponseMessage> Ask(string address, string? cookie, HttpMethod? method = null)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(address, in raw));
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await Http.SendAsync(request);
    }
}
