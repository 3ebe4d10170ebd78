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
            return Page(400, ViewerPage.Refusal("La visionneuse attend requestType=STUDY et un ou deux studyUID."));
        }

        var token = await tokens.CheckAsync(request.Parameter("launch") ?? request.Parameter("launchToken"), uids);
        if (token.Objection is { } objection)
        {
            return Page(403, ViewerPage.Refusal(objection));
        }

        var shown = uids.Select(uid => new ShownStudy(
                uid,
                studies.Find(uid),
                studies.Find(uid) is { } study ? central.Availability(study) : null
            ))
            .ToList();
        return Page(200, ViewerPage.Of(shown, token, request));
    }

    private static MockAnswer Page(int status, string page) =>
        (MockAnswer.Html(page) with { Status = status })
            .With("Content-Security-Policy", ViewerPage.ContentSecurityPolicy)
            .With("X-Content-Type-Options", "nosniff")
            .With("Cache-Control", "no-store")
            .With("Referrer-Policy", "no-referrer");
}

/// <summary>A study that the viewer was asked for.</summary>
/// <param name="Uid">As asked.</param>
/// <param name="Study">Null where the platform does not know it.</param>
/// <param name="Availability">Where it is now.</param>
internal sealed record ShownStudy(string Uid, Study? Study, Availability? Availability);
