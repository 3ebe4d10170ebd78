using KryptonMock.Http;
using Lab.Archives;

namespace Lab.Adapter;

/// <summary>QIDO-RS of the central server: its own answers.</summary>
internal sealed class CentralEndpoint(LabArchives archives)
{
    public Task<MockAnswer> StudiesAsync(MockRequest request) => PassAsync(archives.Central, "studies", request);

    public Task<MockAnswer> InstancesAsync(MockRequest request) =>
        PassAsync(archives.Central, $"studies/{StudyOf(request)}/instances", request);

    /// <summary>The UID of <c>…/studies/{uid}/instances</c>, as it was written.</summary>
    public static string StudyOf(MockRequest request) => request.Path.Split('/')[^2];

    /// <summary>Asks an archive the same, and gives what it answers.</summary>
    public static async Task<MockAnswer> PassAsync(ImageArchive archive, string path, MockRequest request)
    {
        using var answer = await archive.AskAsync(path + request.Url.Query, CancellationToken.None);
        return new(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsByteArrayAsync()
        );
    }
}
