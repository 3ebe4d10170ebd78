using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// Holds every answer of the API that a test sees against the description: status, media type and body. What the API
/// has no operation for is the host's to answer.
/// </summary>
internal sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (DescribedApi.Find(request.Method, request.RequestUri!.AbsolutePath) is { } operation)
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var wrong = Check(operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, text);
            wrong ??= Foreign(answer.Content.Headers, text);
            if (wrong is not null)
            {
                throw new BrokenContractException(
                    $"{operation.Name} answered {(int)answer.StatusCode} otherwise than openapi.json says: {wrong}"
                );
            }
        }

        return answer;
    }

    /// <summary>A sentence of a problem that is not in the language that the answer names.</summary>
    internal static string? Foreign(HttpContentHeaders headers, string text)
    {
        if (headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        var problem = JsonNode.Parse(text)!;
        var said = (problem["errors"] as JsonObject ?? []).SelectMany(field => field.Value!.AsArray());
        var foreign = said.Append(problem["title"])
            .Append(problem["detail"])
            .SelectMany(sentence => SpokenLanguage.ForeignWords($"{sentence}", headers.ContentLanguage.Single()))
            .ToList();
        return foreign.Count == 0 ? null : $"it says '{string.Join(", ", foreign)}'.";
    }

    internal static string? Check(DescribedOperation operation, int status, string? mediaType, string text)
    {
        if (operation.Answer(status) is not { } declared)
        {
            return "the status is not declared.";
        }

        if (declared["content"] is not JsonObject content)
        {
            return text.Length == 0 ? null : "it has a body.";
        }

        if (mediaType is null || content[mediaType]?["schema"] is not { } schema)
        {
            return $"the media type {mediaType} is not declared.";
        }

        if (!mediaType.EndsWith("json", StringComparison.Ordinal))
        {
            return null;
        }

        var differences = DescribedApi.Differences(schema, JsonNode.Parse(text));
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }
}

/// <summary>An answer is not what the description promises.</summary>
internal sealed class BrokenContractException(string message) : Exception(message);
