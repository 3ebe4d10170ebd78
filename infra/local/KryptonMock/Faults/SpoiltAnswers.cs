using System.Text;
using KryptonMock.Http;

namespace KryptonMock.Faults;

/// <summary>Answers as broken proxies and servers give them.</summary>
internal static class SpoiltAnswers
{
    private const int Oversize = 6 * 1024 * 1024;

    public static MockAnswer Spoil(MockAnswer answer, Fault fault, MockRequest request) =>
        fault.Kind switch
        {
            FaultKind.BrokenJson => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
            FaultKind.WrongContentType => MockAnswer.Html("<html><body>Authentification requise</body></html>"),
            FaultKind.Oversized => answer with { Body = Padded(answer.Body) },
            FaultKind.ForeignNextLink => NextLink(answer, "https://elsewhere.example/fhir/Patient?_cursor=1"),
            FaultKind.CyclicNextLink => NextLink(answer, request.Url.AbsoluteUri),
            _ => answer,
        };

    /// <summary>Blanks at the end of JSON are still JSON.</summary>
    private static byte[] Padded(byte[] body)
    {
        var padded = new byte[Math.Max(Oversize, body.Length)];
        padded.AsSpan().Fill((byte)' ');
        body.CopyTo(padded, 0);
        return padded;
    }

    private static MockAnswer NextLink(MockAnswer answer, string url)
    {
        const string links = "\"link\":[";
        var text = Encoding.UTF8.GetString(answer.Body);
        return answer with
        {
            Body = Encoding.UTF8.GetBytes(
                text.Replace(links, $"{links}{{\"relation\":\"next\",\"url\":\"{url}\"}},", StringComparison.Ordinal)
            ),
        };
    }
}
