using Workbench.Dcc;
using Workbench.Sessions;

namespace Workbench.PreFiches;

/// <summary>What the DCC does for one pré-fiche: its patient, its identity, its studies, their links.</summary>
internal sealed class PreFicheDesk(DccApi api, PatientBook patients, Session session)
{
    private static readonly ApiProblem Unknown = new("unknown-prefiche", "Pré-fiche inconnue", 404, null);

    public DccPatient? PatientOf(PreFicheKey key) => patients.Find(key);

    /// <summary>The pré-fiche as the board of its RCP has it, and when the RCP starts; else why not.</summary>
    public async Task<ApiAnswer<PlacedPreFiche>> FindAsync(PreFicheKey key)
    {
        var answer = await api.GetAsync<Board>($"rcps/{key.RcpId}");
        if (answer.Value is not { } board)
        {
            return ApiAnswer<PlacedPreFiche>.Refused(answer.Problem!);
        }

        return board.Prefiches.FirstOrDefault(entry => entry.PreFicheId == key.PreFicheId) is { } preFiche
            ? ApiAnswer<PlacedPreFiche>.Given(new PlacedPreFiche(board.StartsAt, preFiche))
            : ApiAnswer<PlacedPreFiche>.Refused(Unknown);
    }

    public Task<ApiAnswer<CandidatesOfPreFiche>> CandidatesAsync(PreFicheKey key) =>
        api.GetAsync<CandidatesOfPreFiche>($"{Path(key)}/candidates");

    public Task<ApiAnswer<TimelineAnswer>> TimelineAsync(PreFicheKey key, StudyFilter filter) =>
        api.GetAsync<TimelineAnswer>($"{Path(key)}/timeline{filter.Query}");

    /// <summary>Adds a pré-fiche or says anew whose it is.</summary>
    public async Task<ApiProblem?> PutAsync(PreFicheKey key, DccPatient patient)
    {
        var problem = await api.DoAsync(HttpMethod.Put, Path(key), new { patient });
        return Noted(key, patient, problem);
    }

    /// <summary>Corrects what differs; says nothing of the rest.</summary>
    public async Task<ApiProblem?> CorrectAsync(PreFicheKey key, DccPatient patient)
    {
        if (patients.Find(key) is not { } known)
        {
            return await PutAsync(key, patient);
        }

        var changes = PatientForm.Changes(known, patient);
        if (changes.Count == 0)
        {
            return null;
        }

        var problem = await api.DoAsync(HttpMethod.Patch, Path(key), new { patient = changes });
        return Noted(key, patient, problem);
    }

    /// <summary>Searches now, by the DCC's traits; what is found is kept for the page.</summary>
    public async Task<ApiProblem?> SearchAsync(PreFicheKey key, bool showHidden)
    {
        if (patients.Find(key) is not { } patient)
        {
            return new ApiProblem("no-patient", "Patient inconnu", 409, "Ce poste ne connaît pas le patient.");
        }

        var found = await api.SendAsync<IdentitySearchResult>(
            HttpMethod.Post,
            "identity-searches",
            new
            {
                context = key,
                patient,
                showHidden,
            }
        );
        session.KeepFound(key, found.Value);
        return found.Problem;
    }

    /// <summary>One record, or several of one person.</summary>
    public Task<ApiProblem?> ChooseAsync(PreFicheKey key, IReadOnlyList<string> records) =>
        DecideAsync(key, records.Count == 1 ? new { patientId = records[0] } : new { patientIds = records });

    public Task<ApiProblem?> ChooseNoneAsync(PreFicheKey key) => DecideAsync(key, new { noneOfThese = true });

    public Task<ApiProblem?> AttachAsync(PreFicheKey key, string studyUid) =>
        api.DoAsync(HttpMethod.Put, $"{Path(key)}/studies/{studyUid}", null);

    public Task<ApiAnswer<AttachedStudiesAnswer>> AttachLatestAsync(PreFicheKey key) =>
        api.SendAsync<AttachedStudiesAnswer>(
            HttpMethod.Post,
            $"{Path(key)}/studies",
            new { latestOfEachModality = true }
        );

    public Task<ApiProblem?> DetachAsync(PreFicheKey key, string studyUid) =>
        api.DoAsync(HttpMethod.Delete, $"{Path(key)}/studies/{studyUid}", null);

    /// <summary>A link that opens once: one study, or two side by side.</summary>
    public Task<ApiAnswer<ViewerLinkAnswer>> LinkAsync(
        PreFicheKey key,
        IReadOnlyList<string> studyUids,
        bool compares
    ) =>
        api.SendAsync<ViewerLinkAnswer>(
            HttpMethod.Post,
            "viewer-links",
            new
            {
                context = key,
                studyUids,
                layout = compares ? "compare" : "single",
                viewer = "web",
            }
        );

    private static string Path(PreFicheKey key) => $"rcps/{key.RcpId}/prefiches/{key.PreFicheId}";

    private async Task<ApiProblem?> DecideAsync(PreFicheKey key, object choice)
    {
        var problem = await api.DoAsync(HttpMethod.Put, $"{Path(key)}/identity", choice);
        if (problem is null)
        {
            session.KeepFound(key, null);
        }

        return problem;
    }

    private ApiProblem? Noted(PreFicheKey key, DccPatient patient, ApiProblem? problem)
    {
        if (problem is null)
        {
            patients.Set(key, patient);
            session.KeepFound(key, null);
        }

        return problem;
    }
}

/// <summary>A pré-fiche and when its RCP starts.</summary>
internal sealed record PlacedPreFiche(DateTimeOffset StartsAt, BoardPreFiche PreFiche);
