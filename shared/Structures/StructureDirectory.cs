using Krypton.Platform;

namespace Krypton.Structures;

/// <summary>
/// The establishments as Krypton lists them, kept for ten minutes in this process. While Krypton does not answer, the last list stands for a day:
/// which establishment is which hardly changes.
/// </summary>
public sealed class StructureDirectory(KryptonOrganizations organizations, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);

    // After a failure Krypton is left alone for a moment, so that callers do not queue behind time-outs.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private Snapshot? latest;
    private (KryptonFault Fault, DateTimeOffset Until)? failure;

    /// <summary>The list, or why there is none.</summary>
    public async Task<EstablishmentsAnswer> GetAsync(CancellationToken cancellationToken)
    {
        if (Known(Fresh) is { } known)
        {
            return known;
        }

        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Known(Fresh) ?? await RefreshAsync(cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>The establishment with this FINESS, or that issues numbers under this OID; null where it is not known, or the list is not to be had.</summary>
    public async Task<Establishment?> FindAsync(string? authority, CancellationToken cancellationToken) =>
        authority is not null && await GetAsync(cancellationToken) is EstablishmentsAnswer.Listed && latest?.ByAuthority.TryGetValue(authority, out var found) is true ? found : null;

    public void Dispose() => oneAtATime.Dispose();

    private async Task<EstablishmentsAnswer> RefreshAsync(CancellationToken cancellationToken)
    {
        if (failure is { } recent && time.GetUtcNow() < recent.Until)
        {
            return (EstablishmentsAnswer?)Known(Usable) ?? new EstablishmentsAnswer.Unavailable(recent.Fault);
        }

        var answer = await organizations.ListAsync(cancellationToken);
        if (answer is EstablishmentsAnswer.Listed listed)
        {
            latest = new Snapshot(listed, Index(listed.Establishments), time.GetUtcNow());
            failure = null;
        }
        else if (answer is EstablishmentsAnswer.Unavailable(var fault))
        {
            failure = (fault, time.GetUtcNow() + Pause);
        }

        return Known(Usable) ?? answer;
    }

    private EstablishmentsAnswer.Listed? Known(TimeSpan age) => latest is { } held && time.GetUtcNow() - held.At < age ? held.Answer : null;

    private static Dictionary<string, Establishment> Index(IReadOnlyList<Establishment> establishments)
    {
        var index = new Dictionary<string, Establishment>();
        foreach (var establishment in establishments)
        {
            foreach (var key in new[] { establishment.Finess, establishment.PatientIdOid, establishment.Id }.OfType<string>())
            {
                index.TryAdd(key, establishment);
            }
        }

        return index;
    }

    private sealed record Snapshot(EstablishmentsAnswer.Listed Answer, Dictionary<string, Establishment> ByAuthority, DateTimeOffset At);
}
