using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// Keeps the last call of each operation that went well, as the OpenAPI text shows it; beside them, for
/// <c>docs/integration</c>, an answer 304 of it and the last of each kind of refusal.
/// </summary>
internal sealed class ExampleRecorder(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxItems = 3;

    private readonly Dictionary<string, JsonObject> recorded = new(StringComparer.Ordinal);

    /// <summary>By the operations' names.</summary>
    /// <param name="words">What stands for ids that are made anew in each run.</param>
    public JsonObject Examples(params (string Id, string Word)[] words)
    {
        var text = new JsonObject(
            recorded
                .OrderBy(example => example.Key, StringComparer.Ordinal)
                .Select(example => KeyValuePair.Create(example.Key, (JsonNode?)example.Value.DeepClone()))
        ).ToJsonString();
        return JsonNode
            .Parse(words.Aggregate(text, (all, word) => all.Replace(word.Id, word.Word, StringComparison.Ordinal)))!
            .AsObject();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (DescribedApi.Find(request.Method, request.RequestUri!.AbsolutePath) is { } operation)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            var json = IsJson(answer) && operation.Name != "OpenApi" ? JsonNode.Parse(text) : null;
            if (NameOf(operation, answer, json) is { } name)
            {
                recorded[name] = Example(request, body, answer, json);
            }
        }

        return answer;
    }

    private static bool IsJson(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";

    /// <summary>Null for what is not kept: whether the storage was there, or Krypton, hangs on the moment.</summary>
    private static string? NameOf(DescribedOperation operation, HttpResponseMessage answer, JsonNode? json) =>
        (int)answer.StatusCode switch
        {
            304 => $"{operation.Name} 304",
            < 400 => operation.Name,
            < 500 => ((string)json!["type"]!).Split('/')[^1],
            _ => null,
        };

    private static JsonObject Example(
        HttpRequestMessage request,
        string? body,
        HttpResponseMessage answer,
        JsonNode? json
    )
    {
        var example = new JsonObject
        {
            ["request"] = $"{request.Method} {request.RequestUri!.PathAndQuery}",
            ["body"] = body is null ? null : JsonNode.Parse(body),
            ["status"] = (int)answer.StatusCode,
            ["answer"] = Cut(json),
        };
        if (request.Headers.IfNoneMatch.FirstOrDefault() is { } known)
        {
            example["ifNoneMatch"] = known.ToString();
        }

        if (answer.Headers.ETag is { } version)
        {
            example["etag"] = version.ToString();
        }

        return example;
    }

    /// <summary>Lists of many equal things are cut.</summary>
    private static JsonNode? Cut(JsonNode? json)
    {
        switch (json)
        {
            case JsonArray array:
                return new JsonArray([.. array.Take(MaxItems).Select(item => Cut(item?.DeepClone()))]);
            case JsonObject found:
                return new JsonObject(found.Select(p => KeyValuePair.Create(p.Key, Cut(p.Value?.DeepClone()))));
            default:
                return json?.DeepClone();
        }
    }
}
