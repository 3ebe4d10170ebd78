using Workbench.Dcc;

namespace Workbench.Rcps;

/// <summary>What the DCC does with meetings: list, read, announce.</summary>
internal sealed class RcpDesk(DccApi api, PatientBook patients, WorkbenchOptions options, TimeProvider time)
{
    /// <summary>Pré-fiches of a meeting that is made of samples.</summary>
    private const int Samples = 8;

    private static readonly PrefetchRule[] Proposals = [new(MaxAgeYears: 5, PriorsPerModality: 2, Action: "propose")];

    public Task<ApiAnswer<RcpsAnswer>> ListAsync(string? cursor) =>
        api.GetAsync<RcpsAnswer>(
            cursor is null ? "rcps?limit=20" : $"rcps?limit=20&cursor={Uri.EscapeDataString(cursor)}"
        );

    public Task<ApiAnswer<Board>> ReadAsync(string rcpId) => api.GetAsync<Board>($"rcps/{rcpId}");

    /// <summary>Announces a meeting without pré-fiches.</summary>
    public async Task<ApiProblem?> AnnounceAsync(string rcpId, DateTimeOffset startsAt, string priority, bool proposes)
    {
        // A PUT of a meeting that exists would withdraw its pré-fiches.
        if ((await ReadAsync(rcpId)).Value is not null)
        {
            return new ApiProblem("rcp-exists", "Existe déjà", 409, "Une RCP porte déjà cet identifiant.");
        }

        var body = new
        {
            startsAt,
            priority,
            prefiches = Array.Empty<object>(),
            rules = proposes ? Proposals : [],
        };
        return await api.DoAsync(HttpMethod.Put, $"rcps/{rcpId}", body);
    }

    /// <summary>Announces a meeting in two days whose patients Krypton knows; gives its id.</summary>
    public async Task<(string RcpId, ApiProblem? Problem)> AnnounceSampleAsync()
    {
        var now = time.GetUtcNow();
        var rcpId = $"RCP-DEMO-{now:yyyyMMdd-HHmmss}-{Random.Shared.Next(0x1000):x3}";
        var samples = options.Samples().Take(Samples).ToList();
        foreach (var (at, sample) in samples.Index())
        {
            patients.Set(new PreFicheKey(rcpId, Name(at)), sample.Patient);
        }

        var body = new
        {
            startsAt = now.AddDays(2),
            prefiches = samples.Select((sample, at) => new { preFicheId = Name(at), patient = sample.Patient }),
            rules = Proposals,
        };
        return (rcpId, await api.DoAsync(HttpMethod.Put, $"rcps/{rcpId}", body));
    }

    /// <summary>Cancels a meeting; what is under way is taken back.</summary>
    public Task<ApiProblem?> CancelAsync(string rcpId) => api.DoAsync(HttpMethod.Delete, $"rcps/{rcpId}", null);

    private static string Name(int at) => $"PF-{at + 1:00}";
}
