using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Http;
using Lab.Archives;
using Microsoft.AspNetCore.Http.Extensions;

namespace Lab.Adapter;

/// <summary>
/// QIDO-RS of the index: the sites' own answers, put together, newest first, with where each study lies. A site that
/// does not answer makes the whole answer fail.
/// </summary>
internal sealed class IndexEndpoint(LabArchives archives)
{
    private const string StudyUid = "0020000D";
    private const string Availability = "00080056";
    private const string RetrieveUrl = "00081190";
    private const string Instances = "00201208";

    public async Task<MockAnswer> SearchAsync(MockRequest request)
    {
        var asked = "studies" + WithoutPage(request);
        var answers = await Task.WhenAll(archives.Sites.Select(site => site.AskAsync(asked, CancellationToken.None)));
        var studies = new List<JsonObject>();
        foreach (var answer in answers)
        {
            using (answer)
            {
                var body = await answer.Content.ReadAsStringAsync();
                if (!answer.IsSuccessStatusCode)
                {
                    return new((int)answer.StatusCode, "text/plain", Encoding.UTF8.GetBytes(body));
                }

                studies.AddRange(body.Length == 0 ? [] : JsonNode.Parse(body)!.AsArray().OfType<JsonObject>());
            }
        }

        var page = studies
            .OrderByDescending(study => Value(study, "00080020"), StringComparer.Ordinal)
            .ThenByDescending(study => Value(study, "00080030"), StringComparer.Ordinal)
            .Skip(Number(request, "offset", 0))
            .Take(Number(request, "limit", int.MaxValue))
            .ToList();
        foreach (var study in page)
        {
            await CompleteAsync(study);
        }

        return new(200, MockAnswer.DicomJson, JsonSerializer.SerializeToUtf8Bytes(page));
    }

    public async Task<MockAnswer> InstancesAsync(MockRequest request)
    {
        var uid = CentralEndpoint.StudyOf(request);
        return await archives.FindAsync(uid, CancellationToken.None) is { Site: var site }
            ? await CentralEndpoint.PassAsync(site, $"studies/{uid}/instances", request)
            : MockAnswer.Empty(404);
    }

    /// <summary>Online is what the central server has in full. The site's own address is nobody's business.</summary>
    private async Task CompleteAsync(JsonObject study)
    {
        study.Remove(RetrieveUrl);
        var arrived = await archives.Central.CountAsync(Value(study, StudyUid), CancellationToken.None);
        var all = int.TryParse(Value(study, Instances), CultureInfo.InvariantCulture, out var count) ? count : 0;
        study[Availability] = new JsonObject
        {
            ["vr"] = "CS",
            ["Value"] = new JsonArray(all > 0 && arrived >= all ? "ONLINE" : "NEARLINE"),
        };
    }

    private static string Value(JsonObject study, string tag) => $"{study[tag]?["Value"]?[0]}";

    private static int Number(MockRequest request, string parameter, int otherwise) =>
        int.TryParse(request.Parameter(parameter), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string WithoutPage(MockRequest request) =>
        new QueryBuilder(request.Parameters.Where(parameter => parameter.Key is not ("limit" or "offset"))).ToString();
}
