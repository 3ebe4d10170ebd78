using KryptonMock.Http;
using KryptonMock.Studies;

namespace KryptonMock.Viewer;

/// <summary>
/// The viewer's address (IHE Invoke Image Display, STUDY): shows what was asked, so that a link can be seen to work.
/// </summary>
internal sealed class ViewerEndpoint(LaunchTokens tokens, StudyCatalog studies, CentralServer central)
{
    private const int Most = 2;

    public async Task<MockAnswer> ShowAsync(MockRequest request)
    {
        string[] uids =
        [
            .. request
                .Parameters.Where(parameter => parameter.Key == "studyUID")
                .SelectMany(parameter => parameter.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)),
        ];
        if (request.Parameter("requestType") != "STUDY" || uids.Length is 0 or > Most)
        {
            return MockAnswer.Html(
                ViewerPage.Refusal("La visionneuse attend requestType=STUDY et un ou deux studyUID.")
            ) with
            {
                Status = 400,
            };
        }

        var token = await tokens.CheckAsync(request.Parameter("launch") ?? request.Parameter("launchToken"));
        var shown = uids.Select(uid => new ShownStudy(
                uid,
                studies.Find(uid),
                studies.Find(uid) is { } study ? central.Availability(study) : null
            ))
            .ToList();
        return MockAnswer
            .Html(ViewerPage.Of(shown, token, request))
            .With("Cache-Control", "no-store")
            .With("Referrer-Policy", "no-referrer");
    }
}

/// <summary>A study that the viewer was asked for.</summary>
/// <param name="Uid">As asked.</param>
/// <param name="Study">Null where the platform does not know it.</param>
/// <param name="Availability">Where it is now.</param>
internal sealed record ShownStudy(string Uid, Study? Study, Availability? Availability);
