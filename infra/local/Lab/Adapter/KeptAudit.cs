using System.Text.Json;
using KryptonMock;
using KryptonMock.Audit;
using KryptonMock.Http;

namespace Lab.Adapter;

/// <summary>AuditEvents, each <c>If-None-Exist</c> once, kept in a file that outlives the process.</summary>
internal sealed class KeptAudit
{
    private const string Condition = "If-None-Exist";
    private readonly AuditBook book = new(() => new AuditTraits());
    private readonly string file;
    private readonly Lock writing = new();

    public KeptAudit(AdapterOptions options)
    {
        Directory.CreateDirectory(options.State);
        file = Path.Combine(options.State, "audit.ndjson");
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            Restore(line);
        }
    }

    public MockAnswer Post(MockRequest request)
    {
        var answer = book.Post(request);
        if (answer.Status == 201)
        {
            var line = '\n' + JsonSerializer.Serialize(new Line(request.Header(Condition), request.Text));
            lock (writing)
            {
                File.AppendAllText(file, line);
            }
        }

        return answer;
    }

    /// <summary>How many there are, as the mock's administration says it.</summary>
    public MockAnswer Count(MockRequest request) => MockAnswer.Json(200, new { count = book.Events.Count });

    private void Restore(string line)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Line>(line)!;
            var headers = kept.Key is null ? [] : new Dictionary<string, string> { [Condition] = kept.Key };
            book.Post(
                new(
                    "POST",
                    new("http://localhost/fhir/AuditEvent"),
                    headers,
                    System.Text.Encoding.UTF8.GetBytes(kept.Event)
                )
            );
        }
        catch (JsonException)
        {
            // A line that a kill cut short was never answered.
        }
    }

    private sealed record Line(string? Key, string Event);
}
