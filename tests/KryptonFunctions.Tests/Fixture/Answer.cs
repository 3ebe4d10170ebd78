using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>An HTTP answer, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>The body as a message of the API.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, JsonSerializerOptions.Web)!;

    /// <summary>Checks the status; a difference shows the body.</summary>
    public Answer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>
    /// Checks that it is a problem+json of that status and type, with a request id and without a stack trace.
    /// </summary>
    public Answer ShouldBeProblem(HttpStatusCode status, string slug)
    {
        ShouldBe(status);
        ContentType.ShouldBe("application/problem+json");
        ((string)Json["type"]!).ShouldEndWith(slug);
        ((int)Json["status"]!).ShouldBe((int)status);
        ((string?)Json["requestId"]).ShouldNotBeNullOrEmpty();
        Text.ShouldNotContain("   at ");
        return this;
    }

    public override string ToString() => $"{(int)Status} {Text}";

    internal static async Task<Answer> FromAsync(HttpResponseMessage response) =>
        new(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers,
            response.Content.Headers.ContentType?.MediaType
        );
}
