using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>The administration of the Krypton mock over HTTP: what goes wrong, and what it was asked.</summary>
public sealed class KryptonAdmin(HttpClient http, Uri mock)
{
    /// <summary>Krypton answers every call of that kind (or of any) with 503 until the scope ends.</summary>
    public Task<IAsyncDisposable> IsDown(string? call = null) =>
        Has(
            new
            {
                kind = "status",
                call,
                status = 503,
            }
        );

    /// <summary>Something goes wrong until the scope ends; see <c>Fault</c> of the mock for the fields.</summary>
    public async Task<IAsyncDisposable> Has(object fault)
    {
        var answer = await Send(HttpMethod.Post, "faults", fault);
        return new Undo(() => Send(HttpMethod.Delete, $"faults/{(string?)answer.Json["id"]}"));
    }

    /// <summary>Krypton gets to know patients and their studies.</summary>
    public Task Knows(params KnownPatient[] patients) =>
        Send(HttpMethod.Post, "patients", new JsonArray([.. patients.SelectMany(patient => patient.Resources())]));

    /// <summary>Something happens to a study; see <c>StudyChange</c> of the mock for the fields.</summary>
    public Task Changes(string studyUid, object change) => Send(HttpMethod.Post, $"studies/{studyUid}", change);

    /// <summary>All orders of an RCP, or of all.</summary>
    public async Task<JsonArray> Orders(string? rcpId = null) =>
        (await Send(HttpMethod.Get, rcpId is null ? "orders" : $"orders?rcp={rcpId}")).Json["orders"]!.AsArray();

    /// <summary>The recorded requests, oldest first.</summary>
    public async Task<JsonArray> Requests() => (await Send(HttpMethod.Get, "requests")).Json["requests"]!.AsArray();

    /// <summary>
    /// The parameters of the Patient searches, oldest first, whether asked for by address or by form.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> PatientSearches() =>
        [
            .. from request in await Requests()
            let path = (string)request!["path"]!
            where
                path.EndsWith("/Patient", StringComparison.Ordinal)
                || path.EndsWith("/Patient/_search", StringComparison.Ordinal)
            select Parameters(
                $"{request["query"]}".TrimStart('?') is { Length: > 0 } query ? query : (string)request["body"]!
            ),
        ];

    private static Dictionary<string, string> Parameters(string form) =>
        form.Split('&')
            .Select(parameter => parameter.Split('=', 2))
            .GroupBy(
                parts => parts[0],
                parts => Uri.UnescapeDataString(parts[1].Replace('+', ' ')),
                StringComparer.Ordinal
            )
            .ToDictionary(parameter => parameter.Key, parameter => string.Join('&', parameter), StringComparer.Ordinal);

    private async Task<Answer> Send(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(mock, $"/__krypton/{path}"))
        {
            Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        using var response = await http.SendAsync(request);
        var answer = await Answer.FromAsync(response);
        ((int)answer.Status).ShouldBeLessThan(300, answer.Text);
        return answer;
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}
