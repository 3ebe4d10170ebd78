using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace KryptonMock.Http;

/// <summary>Maps routes onto WireMock.Net.</summary>
internal static class WireMockBridge
{
    private const int Last = 1000;

    public static void Serve(
        this WireMockServer server,
        string path,
        string? method,
        Func<MockRequest, Task<MockAnswer>> answer
    )
    {
        var request = Request.Create().WithPath(new WildcardMatcher(path));
        server
            .Given(method is null ? request : request.UsingMethod(method))
            .AtPriority(path == "*" ? Last : 1)
            .RespondWith(Response.Create().WithCallback(async message => ToMessage(await answer(ToRequest(message)))));
    }

    private static MockRequest ToRequest(IRequestMessage message) =>
        new(
            message.Method.ToUpperInvariant(),
            new Uri(message.AbsoluteUrl),
            (message.Headers ?? new Dictionary<string, WireMockList<string>>()).ToDictionary(
                header => header.Key,
                header => string.Join(',', header.Value),
                StringComparer.OrdinalIgnoreCase
            ),
            message.BodyAsBytes ?? (message.Body is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : [])
        );

    private static ResponseMessage ToMessage(MockAnswer answer)
    {
        var message = new ResponseMessage
        {
            StatusCode = answer.Status,
            Headers = answer.Headers.ToDictionary(
                header => header.Key,
                header => new WireMockList<string>(header.Value)
            ),
        };
        if (answer.ContentType is { } type)
        {
            message.Headers["Content-Type"] = new WireMockList<string>(type);
            message.BodyData = new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = answer.Body };
        }

        return message;
    }
}
