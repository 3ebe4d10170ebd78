using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;

namespace KryptonFunctions.Tests.Access;

/// <summary>Keeps the first call of each operation that went well, as the OpenAPI text shows it.</summary>
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
        if (
            (int)answer.StatusCode < 400
            && DescribedApi.Find(request.Method, request.RequestUri!.AbsolutePath) is { } operation
        )
        {
            var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            recorded[operation.Name] = new JsonObject
            {
                ["request"] = $"{request.Method} {request.RequestUri.PathAndQuery}",
                ["body"] = body is null ? null : JsonNode.Parse(body),
                ["status"] = (int)answer.StatusCode,
                ["answer"] = isJson && operation.Name != "OpenApi" ? Cut(JsonNode.Parse(text)) : null,
            };
        }

        return answer;
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
