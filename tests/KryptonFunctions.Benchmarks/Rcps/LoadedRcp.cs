using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runner.Demo;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>An RCP of patients of <see cref="LoadPopulation"/>, prepared over HTTP as the DCC does.</summary>
internal sealed class LoadedRcp(DccUser carer, string rcpId)
{
    /// <summary>How often the DCC looks at the board.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    public Task AnnounceAsync(IEnumerable<int> patients) =>
        SendAsync(
            HttpMethod.Put,
            "",
            new
            {
                startsAt = DateTimeOffset.UtcNow.AddDays(7),
                prefiches = patients.Select(p => new { preFicheId = $"PF-{p}", patient = LoadPopulation.Asked(p) }),
            }
        );

    public async Task ChooseAndAttachAsync(int patient, int studies)
    {
        var path = $"/prefiches/PF-{patient}";
        using var answer = await SendAsync(HttpMethod.Get, $"{path}/candidates", null);
        var found = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        await SendAsync(
            HttpMethod.Put,
            $"{path}/identity",
            new { patientId = (string)found["candidates"]![0]!["patientId"]! }
        );
        for (var study = 1; study <= studies; study++)
        {
            await SendAsync(HttpMethod.Put, $"{path}/studies/{LoadPopulation.StudyUid(patient, study)}", null);
        }
    }

    public async Task UntilAsync(Func<Board, bool> condition)
    {
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, "", null);
            if (condition((await answer.Content.ReadFromJsonAsync<Board>(JsonSerializerOptions.Web))!))
            {
                return;
            }

            await Task.Delay(LookEvery);
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body) =>
        carer.SendAsync(method, $"rcps/{rcpId}{path}", body, CancellationToken.None);
}
