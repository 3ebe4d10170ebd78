using System.Collections.Frozen;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Structures;

/// <summary>
/// The establishments as Krypton lists them, kept for ten minutes in this process. While Krypton does not answer, the
/// last list stands for a day: which establishment is which hardly changes.
/// </summary>
public sealed class StructureDirectory(KryptonOrganizations organizations, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

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

    /// <summary>
    /// The establishments by FINESS, by the OID under which they number their patients, and by Krypton's id; empty
    /// where the list is not to be had within a moment: a name that is missing must hold up nobody.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Establishment>> ByAuthorityAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GetAsync(cancellationToken).WaitAsync(Moment, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The refresh goes on and serves the next caller.
        }

        return Known(Usable) is null ? FrozenDictionary<string, Establishment>.Empty : latest!.ByAuthority;
    }

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

    private EstablishmentsAnswer.Listed? Known(TimeSpan age) =>
        latest is { } held && time.GetUtcNow() - held.At < age ? held.Answer : null;

    private static FrozenDictionary<string, Establishment> Index(IReadOnlyList<Establishment> establishments)
    {
        var index = new Dictionary<string, Establishment>();
        foreach (var establishment in establishments)
        {
            foreach (
                var key in new[] { establishment.Finess, establishment.PatientIdOid, establishment.Id }.OfType<string>()
            )
            {
                index.TryAdd(key, establishment);
            }
        }

        return index.ToFrozenDictionary();
    }

    private sealed record Snapshot(
        EstablishmentsAnswer.Listed Answer,
        FrozenDictionary<string, Establishment> ByAuthority,
        DateTimeOffset At
    );
}
