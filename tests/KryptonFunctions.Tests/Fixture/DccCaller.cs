using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>A user of the DCC with a token: everything goes over HTTP, as from the DCC itself.</summary>
public sealed class DccCaller(HttpClient http, Uri functions, string? token, string? language = null)
{
    /// <summary>The same user, who reads another language.</summary>
    public DccCaller In(string accepted) => new(http, functions, token, accepted);

    public Task<Answer> Get(string path, string? ifNoneMatch = null) =>
        Send(HttpMethod.Get, path, ifNoneMatch: ifNoneMatch);

    public Task<Answer> Post(string path, object? body) => Send(HttpMethod.Post, path, Json(body));

    public Task<Answer> Put(string path, object? body = null, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, Json(body), ifMatch);

    public Task<Answer> Patch(string path, object? body, string? ifMatch = null) =>
        Send(HttpMethod.Patch, path, Json(body), ifMatch);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    /// <summary>A body as it stands, for bad input.</summary>
    public Task<Answer> PostText(string path, string body, string contentType = "application/json") =>
        Send(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, contentType));

    /// <summary>A body as it stands, for bad input.</summary>
    public Task<Answer> PutText(string path, string body) =>
        Send(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Sends a request to <c>/api/v1/{path}</c>, or to the path itself where it begins with a slash.</summary>
    public async Task<Answer> Send(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? ifMatch = null,
        string? ifNoneMatch = null
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(functions, path.StartsWith('/') ? path : $"/api/v1/{path}")
        )
        {
            Content = content,
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.FromAsync(response);
    }

    /// <summary>Searches a patient for the sake of an RCP and pré-fiche.</summary>
    public Task<Answer> SearchFor(object patient, string rcpId, string? preFicheId = null) =>
        Post("identity-searches", new { context = new { rcpId, preFicheId }, patient });

    private static JsonContent? Json(object? body) =>
        body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
}
