using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>Lets time pass, on a clock that the test moves.</summary>
internal sealed partial class PrefetchWorld
{
    /// <summary>Lets time pass until the study is in one of these states.</summary>
    public Task<Repatriation> Becomes(GivenRcp rcp, string uid, params RepatriationState[] states) =>
        UntilRepatriation(rcp, uid, found => states.Contains(found.State));

    /// <summary>Lets time pass until the study is as wanted.</summary>
    public async Task<Repatriation> UntilRepatriation(GivenRcp rcp, string uid, Func<Repatriation, bool> wanted)
    {
        var found = await Until(
            () => Study(rcp.Id, uid),
            study => study is not null && wanted(study.Repatriation),
            TimeSpan.FromSeconds(31),
            TimeSpan.FromHours(6)
        );
        return found!.Repatriation;
    }

    /// <summary>Lets time pass until the pré-fiche's identity is in this state.</summary>
    public Task<PreFiche?> IdentityBecomes(GivenRcp rcp, int preFiche, IdentityState state, TimeSpan? step = null) =>
        Until(
            () => PreFiche(rcp.Id, $"PF-{preFiche}"),
            p => p?.Identity == state,
            step ?? TimeSpan.FromSeconds(20),
            TimeSpan.FromDays(2)
        );

    /// <summary>
    /// Lets time pass until a call that the test waits for has come: a step that failed before it is tried again only
    /// when the clock goes on.
    /// </summary>
    public async Task Comes(Task call)
    {
        await Until(
            () => Task.FromResult(call.IsCompleted),
            come => come,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(20)
        );
        await call;
    }

    /// <summary>Moves the clock to the next thing that is due, again and again, until it is as wanted.</summary>
    /// <param name="ask">What is looked at.</param>
    /// <param name="wanted">When it is as wanted.</param>
    /// <param name="step">How far the clock is moved at once.</param>
    /// <param name="longest">In time of this world.</param>
    public async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan step, TimeSpan longest)
    {
        var end = Now + longest;
        while (true)
        {
            await SettleAsync();
            var answer = await ask();
            if (wanted(answer))
            {
                return answer;
            }

            if (Now >= end)
            {
                throw new TimeoutException($"Not in {longest}. Last: {answer}");
            }

            Clock.Advance(step);
        }
    }

    /// <summary>
    /// Until nothing is left to do at this moment; a call to Krypton that waits for the clock does not hold it up.
    /// </summary>
    public Task SettleAsync() =>
        Task.WhenAny(
            Host.WhenIdleAsync(TestContext.Current.CancellationToken),
            Eventually.Passes(TimeSpan.FromMilliseconds(250))
        );
}
