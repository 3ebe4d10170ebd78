using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Archives;

/// <summary>
/// An Orthanc by its REST interface. Its ids are hashes of the DICOM ones, so an instance has the same id everywhere.
/// All calls throw <see cref="HttpRequestException"/> where it does not answer.
/// </summary>
public sealed class ImageArchive(string aet, Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Its application entity title, under which the other archives know it.</summary>
    public string Aet => aet;

    public Uri Address => address;

    /// <summary>The UIDs of all studies.</summary>
    public async Task<IReadOnlyList<string>> StudiesAsync(CancellationToken cancellationToken)
    {
        var all = await ReadAsync("studies?expand", cancellationToken);
        return [.. all!.AsArray().Select(study => (string)study!["MainDicomTags"]!["StudyInstanceUID"]!)];
    }

    /// <summary>How many instances of a study there are; 0 where there is no such study.</summary>
    public async Task<int> CountAsync(string studyUid, CancellationToken cancellationToken) =>
        await FindAsync(studyUid, cancellationToken) is { } id
        && await ReadAsync($"studies/{id}/statistics", cancellationToken) is { } statistics
            ? int.Parse($"{statistics["CountInstances"]}", CultureInfo.InvariantCulture)
            : 0;

    /// <summary>The ids of the instances of a study; none where there is no such study.</summary>
    public async Task<IReadOnlySet<string>> InstancesAsync(string studyUid, CancellationToken cancellationToken)
    {
        var instances = new HashSet<string>(StringComparer.Ordinal);
        if (
            await FindAsync(studyUid, cancellationToken) is not { } id
            || await ReadAsync($"studies/{id}", cancellationToken) is not { } study
        )
        {
            return instances;
        }

        foreach (var series in study["Series"]!.AsArray())
        {
            var read = await ReadAsync($"series/{series}", cancellationToken);
            instances.UnionWith(read?["Instances"]!.AsArray().Select(instance => (string)instance!) ?? []);
        }

        return instances;
    }

    /// <summary>The file of an instance as it lies on the disk; null where it is gone.</summary>
    public async Task<byte[]?> FileAsync(string instance, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(At($"instances/{instance}/file"), cancellationToken);
        return IsThere(answer) ? await answer.Content.ReadAsByteArrayAsync(cancellationToken) : null;
    }

    /// <summary>Loses an instance.</summary>
    public async Task DeleteAsync(string instance, CancellationToken cancellationToken)
    {
        using var answer = await http.DeleteAsync(At($"instances/{instance}"), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Loses a study; one that is not there is no failure.</summary>
    public async Task ForgetAsync(string studyUid, CancellationToken cancellationToken)
    {
        if (await FindAsync(studyUid, cancellationToken) is { } id)
        {
            using var answer = await http.DeleteAsync(At($"studies/{id}"), cancellationToken);
        }
    }

    /// <summary>Begins to send instances to another archive; gives the id of the job.</summary>
    internal async Task<string> SendAsync(
        string aetOfOther,
        IEnumerable<string> instances,
        CancellationToken cancellationToken
    )
    {
        using var wanted = new StringContent(
            JsonSerializer.Serialize(new { Resources = instances, Asynchronous = true })
        );
        using var answer = await http.PostAsync(At($"modalities/{aetOfOther}/store"), wanted, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["ID"]!;
    }

    /// <summary>Whether a job is still at work: false once it has ended, well or not, or is lost.</summary>
    internal async Task<bool> IsAtWorkAsync(string job, CancellationToken cancellationToken) =>
        await ReadAsync($"jobs/{job}", cancellationToken) is { } read
        && (string?)read["State"] is "Pending" or "Running" or "Retry" or "Paused";

    /// <summary>Ends a job; one that has ended or is lost is no failure.</summary>
    internal async Task CancelAsync(string job, CancellationToken cancellationToken)
    {
        using var content = new StringContent("");
        using var answer = await http.PostAsync(At($"jobs/{job}/cancel"), content, cancellationToken);
    }

    /// <summary>Asks its DICOMweb, such as <c>studies?PatientID=…</c>.</summary>
    public async Task<HttpResponseMessage> AskAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"dicom-web/{pathAndQuery}");
        request.Headers.Add("Accept", "application/dicom+json");
        return await http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> FindAsync(string studyUid, CancellationToken cancellationToken)
    {
        using var uid = new StringContent(studyUid);
        using var answer = await http.PostAsync(At("tools/lookup"), uid, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonArray>(cancellationToken))!
            .Where(found => (string?)found!["Type"] == "Study")
            .Select(found => (string?)found!["ID"])
            .FirstOrDefault();
    }

    private async Task<JsonNode?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(At(path), cancellationToken);
        return IsThere(answer) ? await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken) : null;
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    /// <summary>What was deleted in between is no failure.</summary>
    private static bool IsThere(HttpResponseMessage answer) =>
        answer.StatusCode != HttpStatusCode.NotFound && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
}
