using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class PatientHandleTests
{
    private const string Rcp = "RCP-1";

    private readonly PatientHandles handles = Make();

    [Property]
    public Property AHandleLeadsItsUserBackToTheId() =>
        Prop.ForAll(
            Ids(),
            Ids(),
            (user, id) =>
                handles.TryReveal(CallerNamed(user), Rcp, handles.Protect(CallerNamed(user), Rcp, id), out var revealed)
                && revealed == id
        );

    [Property]
    public Property AHandleMeansNothingToAnotherUser() =>
        Prop.ForAll(
            Ids(),
            Ids(),
            (user, id) =>
                !handles.TryReveal(CallerNamed(user + "x"), Rcp, handles.Protect(CallerNamed(user), Rcp, id), out _)
        );

    [Property]
    public Property AHandleMeansNothingInAnotherRcpNorToAnAuditor() =>
        Prop.ForAll(
            Ids(),
            Ids(),
            (user, id) =>
                handles.Protect(CallerNamed(user), Rcp, id) is var handle
                && !handles.TryReveal(CallerNamed(user), $"{Rcp}1", handle, out _)
                && !handles.TryReveal(CallerNamed($"{user}{Rcp[0]}"), Rcp[1..], handle, out _)
                && !handles.TryRevealForAudit(CallerNamed(user), handle, out _)
        );

    /// <summary>The key may be exchanged while the DCC holds handles, and the earlier one taken out later.</summary>
    [Property]
    public Property AHandleOfTheEarlierKeyIsReadWhileThatKeyIsSet() =>
        Prop.ForAll(
            Ids(),
            Ids(),
            (user, id) =>
            {
                var (old, now) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String(new byte[33]));
                var (before, exchanged, after) = (Make(old), Make(now, old), Make(now));
                var handle = before.Protect(CallerNamed(user), Rcp, id);
                return exchanged.TryReveal(CallerNamed(user), Rcp, handle, out var revealed)
                    && revealed == id
                    && !exchanged.TryReveal(CallerNamed(user + "x"), Rcp, handle, out _)
                    && exchanged.Protect(CallerNamed(user), Rcp, id) == after.Protect(CallerNamed(user), Rcp, id)
                    && !after.TryReveal(CallerNamed(user), Rcp, handle, out _);
            }
        );

    [Property]
    public Property AHandleIsTheSameEachTimeAndDoesNotShowTheId() =>
        Prop.ForAll(
            Ids(),
            Ids(),
            (user, id) =>
                handles.Protect(CallerNamed(user), Rcp, id) is var handle
                && handle == handles.Protect(CallerNamed(user), Rcp, id)
                && (id.Length < 4 || !handle.Contains(id, StringComparison.Ordinal))
        );

    /// <summary>AES-GCM keeps nothing secret under a nonce that two texts share.</summary>
    [Fact]
    public void NoTwoHandlesShareANonce()
    {
        const int NonceInBase64 = 16;
        var all =
            from user in Enumerable.Range(0, 20)
            from id in Enumerable.Range(0, 20)
            select handles.Protect(CallerNamed($"dr-{user}"), Rcp, $"{id}");

        all.Select(handle => handle["kp-".Length..][..NonceInBase64]).ShouldBeUnique();
    }

    [Property]
    public bool WhatIsNoHandleIsNotRevealed(string? text) =>
        !handles.TryReveal(CallerNamed("dr.martin"), Rcp, text, out _)
        && !handles.TryReveal(CallerNamed("dr.martin"), Rcp, "kp-" + text, out _);

    [Fact]
    public void AChangedHandleIsNotRevealed()
    {
        var handle = handles.Protect(CallerNamed("dr.martin"), Rcp, "4711");
        for (var i = 3; i < handle.Length - 1; i++)
        {
            var changed = handle[..i] + (handle[i] == 'A' ? 'B' : 'A') + handle[(i + 1)..];
            handles.TryReveal(CallerNamed("dr.martin"), Rcp, changed, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void AnotherKeyRevealsNothing()
    {
        var other = Make(Convert.ToBase64String(new byte[32]));

        other
            .TryReveal(CallerNamed("dr.martin"), Rcp, handles.Protect(CallerNamed("dr.martin"), Rcp, "4711"), out _)
            .ShouldBeFalse();
    }

    private static Arbitrary<string> Ids() =>
        Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789-.".ToCharArray())
            .ArrayOf()
            .Where(c => c.Length is > 0 and <= 64)
            .Select(c => new string(c))
            .ToArbitrary();

    private static Caller CallerNamed(string user) =>
        new(user, "810001234567", user, null, null, "TREAT", new HashSet<string>(), CareOf.Nobody);

    private static PatientHandles Make(string? key = null, string? earlier = null) =>
        new(
            new AppKeys(Options.Create(new AppOptions { Environment = AppEnvironment.Local })),
            Options.Create(new AccessOptions { HandleKey = key, EarlierHandleKey = earlier })
        );
}
