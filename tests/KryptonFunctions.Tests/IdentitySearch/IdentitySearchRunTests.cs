using System.Net;
using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

public sealed class IdentitySearchRunTests
{
    private static readonly PatientTraits Helene = Traits.Of("DUPONT-MARTIN", "HELENE", "1954-03-12") with
    {
        UsedName = "LE GALL",
    };

    public static TheoryData<bool, bool, bool> Capabilities =>
        new()
        {
            { true, false, true },
            { false, false, true },
            { true, true, true },
            { true, false, false },
            { false, true, false },
        };

    [Theory]
    [MemberData(nameof(Capabilities))]
    public async Task TheRecordsOfAllEstablishmentsAreFoundHoweverTheyWroteTheName(
        bool orLists,
        bool exact,
        bool accents
    )
    {
        using var platform = new Platform()
            .With("hyphen", "DUPONT-MARTIN", "HELENE", "1954-03-12")
            .With("space", "Dupont Martin", "Hélène", "1954-03-12")
            .With("used", "LE GALL", "HELENE", "1954-03-12")
            .With("first", "DUPONT", "HELENE", "1954-03-12")
            .With("stranger", "DURAND", "JEANNE", "1954-03-12");
        (platform.Capabilities.OrLists, platform.Capabilities.AccentSensitive) = (orLists, accents);
        platform.Capabilities.NameMatching = exact ? NameMatching.Exact : NameMatching.Prefix;

        var found = await platform.Search(Helene);

        Ids(found).ShouldHold(["hyphen", "space", "used", "first"]);
        Ids(found).ShouldNotContain("stranger");
        found.Complete.ShouldBeTrue();
    }

    [Theory]
    [InlineData("exchanged", "DUPONT MARTIN", "HELENE", "1954-12-03")]
    [InlineData("unknown day", "DUPONT MARTIN", "HELENE", "1954-01-01")]
    [InlineData("other day", "DUPONT MARTIN", "HELENE", "1954-03-21")]
    [InlineData("other month", "DUPONT MARTIN", "HELENE", "1954-08-12")]
    [InlineData("other year", "DUPONT MARTIN", "HELENE", "1945-03-12")]
    [InlineData("fields exchanged", "HELENE", "DUPONT MARTIN", "1954-03-12")]
    [InlineData("glued", "LEGALL", "HELENE", "1954-03-12")]
    public async Task ARecordWithAMistakeIsFound(string id, string family, string given, string birthDate)
    {
        using var platform = new Platform().With(id.Replace(' ', '-'), family, given, birthDate);
        platform.Capabilities.RegisterSize = 60_000;
        Ids(await platform.Search(Helene)).ShouldBe([id.Replace(' ', '-')]);
    }

    [Fact]
    public async Task ACappedPageIsAskedForAgainMoreNarrowly()
    {
        using var platform = new Platform();
        platform.Capabilities.PageCap = 10;
        for (var number = 0; number < 40; number++)
        {
            platform.With($"a{number}", "DUPUIS" + (char)('A' + (number % 26)), "JEANNE", "1954-03-12");
        }

        platform.With("z", "DUPONT MARTIN", "HELENE", "1954-03-12");
        var found = await platform.Search(Helene);
        Ids(found).ShouldContain("z");
    }

    [Fact]
    public async Task ACriterionThatTheServerIgnoredIsAppliedHere()
    {
        using var platform = new Platform { Ignored = ["birthdate"] };
        platform
            .With("same", "DUPONT MARTIN", "HELENE", "1954-03-12")
            .With("other", "DUPONT MARTIN", "SIMONE", "1931-07-30");
        Ids(await platform.Search(Helene)).ShouldBe(["same"]);
    }

    [Fact]
    public async Task RecordsOfOnePersonPointToEachOther()
    {
        using var platform = new Platform()
            .With("one", "AVRILLEAU", "HELENE", "1954-03-12")
            .With("two", "Avrilleau", "Hélène", "1954-03-12")
            .With("homonym", "AVRILLEAU", "HELENE", "1954-10-29");
        platform.Capabilities.RegisterSize = 60_000;
        var found = await platform.Search(Traits.Of("AVRILLEAU", "HELENE", "1954-03-12"));
        found.Candidates.Single(candidate => candidate.PatientId == "one").SameAs.ShouldBe(["two"]);
        found.Candidates.Single(candidate => candidate.PatientId == "homonym").SameAs.ShouldBeEmpty();
    }

    [Fact]
    public async Task HomonymsAreFlagged()
    {
        using var platform = new Platform()
            .With("one", "MARTIN", "JEANNE", "1954-03-12")
            .With("other", "MARTIN", "JEANNE", "1954-10-29");
        platform.Capabilities.RegisterSize = 60_000;

        var found = (await platform.Search(Traits.Of("MARTIN", "JEANNE", "1954"))).Candidates;

        found.Count.ShouldBe(2);
        found.ShouldAllBe(candidate => candidate.SameAs.Count == 0 && candidate.Alerts.Single().Code == "homonym");
    }

    [Fact]
    public async Task ANameFullOfSignsIsNeverAWiderSearch()
    {
        using var platform = new Platform()
            .With("stranger", "MARTIN", "HELENE", "1954-03-12")
            .With("same", @"O,BRIEN|$\", "HELENE", "1954-03-12");
        Ids(await platform.Search(Helene with { BirthName = @"O,BRIEN|$\", UsedName = null })).ShouldBe(["same"]);
    }

    [Fact]
    public async Task WhatFailedIsSaidAndTheRestIsGiven()
    {
        using var platform = new Platform { Between = inner => new Failing(inner, every: 2) };
        platform.With("same", "DUPONT-MARTIN", "HELENE", "1954-03-12");
        var found = await platform.Search(Helene);
        found.Complete.ShouldBeFalse();
        found.Coverage.QueriesFailed.ShouldBeGreaterThan(0);
        (found.Coverage.QueriesSent + found.Coverage.QueriesSkipped).ShouldBe(found.Coverage.QueriesPlanned);
        Ids(found).ShouldContain("same");
    }

    [Fact]
    public async Task APlatformThatIsDownIsNoEmptyResult()
    {
        using var platform = new Platform { Between = inner => new Failing(inner, every: 1) };
        (await platform.SearchOutcome(Helene))
            .ShouldBeOfType<Outcome<IdentitySearchResult>.Failed>()
            .Failure.Kind.ShouldBe(FailureKind.Unavailable);
    }

    [Fact]
    public async Task AtTheDeadlineWhatIsThereIsGiven()
    {
        var time = new FakeTimeProvider();
        var stuck = new TaskCompletionSource();
        using var platform = new Platform { Time = time, Between = inner => new Stuck(inner, after: 1, stuck) };
        platform.With("same", "DUPONT-MARTIN", "HELENE", "1954-03-12");
        var search = platform.Search(Helene);
        await stuck.Task.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(4.1));
        var found = await search;
        found.Complete.ShouldBeFalse();
        Ids(found).ShouldBe(["same"]);
    }

    private static IEnumerable<string> Ids(IdentitySearchResult found) =>
        found.Candidates.Select(candidate => candidate.PatientId);

    private sealed class Failing(HttpMessageHandler inner, int every) : DelegatingHandler(inner)
    {
        private int count;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Interlocked.Increment(ref count) % every == 0
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))
                : base.SendAsync(request, cancellationToken);
    }

    private sealed class Stuck(HttpMessageHandler inner, int after, TaskCompletionSource reached)
        : DelegatingHandler(inner)
    {
        private int count;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (Interlocked.Increment(ref count) > after)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
