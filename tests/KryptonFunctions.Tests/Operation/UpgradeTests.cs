using KryptonFunctions.Tests.Kills;
using Xunit;

namespace KryptonFunctions.Tests.Operation;

/// <summary>
/// The app is replaced while RCPs are under way: by this build, and by the last release again, as a rollback does.
/// Their orchestrations go on in the other code, in the same hub.
/// </summary>
public sealed class UpgradeTests
{
    private const int Patients = 2;

    /// <summary>Long enough that no study has arrived when the app is replaced.</summary>
    private static readonly TimeSpan Transfer = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task RcpsBegunOnTheLastReleaseEndOnThisOneAndTheOtherWayRound()
    {
        var release = await LastRelease.PublishedAsync();
        using var place = new KillPlace(3 * Patients);
        await using var lives = await FunctionsLives.StartAsync(place, release, Transfer);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var announced = await RcpUnderFire.AnnounceAsync(lives.Places, http, place.Next(Patients));
        var underWay = await RcpUnderFire.AnnounceAsync(lives.Places, http, place.Next(Patients));
        await underWay.PrepareAsync();
        await underWay.UnderWayAsync();

        await lives.ReplaceAsync();

        // Only then the next one: what the stopped functions had in hand may stay hidden for longer than a transfer.
        await underWay.ShouldEndWellAsync();
        var begunHere = await RcpUnderFire.AnnounceAsync(lives.Places, http, place.Next(Patients));
        await begunHere.PrepareAsync();
        await begunHere.UnderWayAsync();

        await lives.ReplaceAsync(release);

        await begunHere.ShouldEndWellAsync();
        await announced.PrepareAsync();
        await lives.ReplaceAsync();
        await announced.ShouldEndWellAsync();
    }
}
