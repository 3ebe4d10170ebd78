using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

public sealed class IdentitySearchPlannerTests
{
    private const string Authority = "1.2.250.1.71.4.2.2.330781196";
    private static readonly PatientTraits Common = Traits.Of("MARTIN", "JEAN", "1954-03-12", Sex.Male);
    private static readonly PatientTraits Rare = Traits.Of("AVRILLEAU", "JEAN", "1954-03-12", Sex.Male);

    [Fact]
    public void ACommonNameIsAskedForInSixQueriesAndARareOneInFewer()
    {
        Ids(Plan(Common)).ShouldBe(["R1", "R2", "R3", "R4", "R5", "R6"]);
        Ids(Plan(Rare)).ShouldBe(["R1", "R2", "R5", "R6"]);
    }

    [Fact]
    public void TheBirthDateAnchorsShortPrefixes()
    {
        var first = Query(Plan(Common), "R1");
        first.BirthDate.ShouldBe(["1954-03-12"]);
        first.Family.ShouldContain("MAR");
        first.Given.ShouldBeEmpty();
        Query(Plan(Common), "R3").BirthDate.ShouldBe(["1954-12-03", "1954-01-01", "1954-12-31"]);
        Query(Plan(Common), "R4").BirthDate.ShouldBe(["1954-03"]);
        Query(Plan(Rare), "R5").BirthDate.ShouldBe(["1954"]);
    }

    [Fact]
    public void AccentsAreTriedWhereThePlatformIsSensitiveToThem()
    {
        var traits = Traits.Of("LEGER", "HELENE", "1954-03-12");
        Query(Plan(traits), "R1").Family.ShouldContain("LÉG");
        Query(Plan(traits), "R2").Given.ShouldHold(["HEL", "HÉL"]);
        var folded = Plan(traits with { BirthName = "LÉGER" }, new SearchCapabilities { AccentSensitive = false });
        Query(folded, "R1").Family.ShouldBe(["LEG", "LE GER", "HEL", "ELE"]);
    }

    [Fact]
    public void InsAndIppGoFirstWithTheirForms()
    {
        Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _).ShouldBeTrue();
        Ipp.TryParse("0012345", Authority, out var ipp).ShouldBeTrue();
        var plan = Plan(Common with { Ins = ins, Ipps = [ipp] });
        plan.Waves[0].Queries.Select(query => query.Id).ShouldBe(["INS", "IPP", "R1"]);
        Query(plan, "INS")
            .Identifiers.Select(identifier => identifier.Value)
            .ShouldBe(["285022003300156", "2850220033001"]);
        Query(plan, "IPP")
            .Identifiers.Select(identifier => identifier.Value)
            .ShouldBe(["0012345", "12345", "00012345", "0000012345", "000012345", "012345", "000000012345"]);
        Ids(Plan(Common with { Ins = ins }, new SearchCapabilities { InsEnabled = false })).ShouldNotContain("INS");
    }

    [Fact]
    public void WithoutOrListsEveryQueryHasOneValueAndTheBudgetHolds()
    {
        var traits = Traits.Of("DE LA TOUR-MARTIN", "MARIE-HELENE", "1954-03-12") with { UsedName = "SAINT-LÉGER" };
        var plan = Plan(traits, new SearchCapabilities { OrLists = false, MaxRequests = 12 });
        Queries(plan).Count.ShouldBeInRange(6, 12);
        foreach (var search in Queries(plan).Select(query => query.Search!))
        {
            Math.Max(Math.Max(search.Family.Count, search.Given.Count), search.BirthDate.Count).ShouldBe(1);
        }
    }

    [Fact]
    public void AnExactPlatformIsAskedForWholeForms()
    {
        var plan = Plan(
            Traits.Of("JEAN-PIERRE", "MARIE", "1954-03-12"),
            new SearchCapabilities { NameMatching = NameMatching.Exact }
        );
        Query(plan, "R1").Family.ShouldHold(["JEAN-PIERRE", "JEAN PIERRE", "JEANPIERRE", "PIERRE-JEAN"]);
    }

    /// <summary>
    /// A record may hold them all in one field, which a search by the first name finds only where values are compared
    /// from their start.
    /// </summary>
    [Fact]
    public void AnExactPlatformIsAskedForAllGivenNamesTogether()
    {
        var traits = Traits.Of("MARTIN", "MARIE-HELENE", "1954-03-12") with { GivenNames = ["MARIE-HELENE", "JEANNE"] };
        Query(Plan(traits, new SearchCapabilities { NameMatching = NameMatching.Exact }), "R2")
            .Given.ShouldHold(["MARIE-HELENE JEANNE", "MARIE HELENE JEANNE", "MARIEHELENEJEANNE"]);
        Query(Plan(traits), "R2").Given.ShouldNotContain(form => form.Contains("JEANNE", StringComparison.Ordinal));
    }

    [Fact]
    public void AYearAloneIsNarrowedByTheGivenName() =>
        Query(Plan(Traits.Of("MARTIN", "JEAN", "1954")), "R1").Given.ShouldNotBeEmpty();

    [Fact]
    public void AnIdentifierAloneIsAllThatIsAsked()
    {
        Ipp.TryParse("12345", Authority, out var ipp).ShouldBeTrue();
        Ids(Plan(new PatientTraits { Ipps = [ipp] })).ShouldBe(["IPP"]);
    }

    [Fact]
    public void APlanSurvivesJson()
    {
        var json = JsonSerializer.Serialize(Plan(Common));
        JsonSerializer.Serialize(JsonSerializer.Deserialize<SearchPlan>(json)).ShouldBe(json);
    }

    [Fact]
    public void TextOfAPlanShowsNoTrait()
    {
        var plan = Plan(Common);
        $"{plan} {plan.Waves[0]} {plan.Waves[0].Queries[0]}".ShouldNotContain("MAR", Case.Sensitive);
    }

    [Property]
    public void WhateverTheNamesEveryQueryIsBoundedAndNoneIsWideOpen(
        NonEmptyString birth,
        NonEmptyString given,
        bool orLists,
        bool exact,
        bool accents
    )
    {
        var capabilities = new SearchCapabilities
        {
            OrLists = orLists,
            NameMatching = exact ? NameMatching.Exact : NameMatching.Prefix,
            AccentSensitive = accents,
        };
        var traits = Traits.Of("X", "Y", "1954-03-12") with
        {
            BirthName = NameText.Read(birth.Get).Name,
            GivenNames = NameText.Read(given.Get).Name is { } name ? [name] : [],
        };
        var queries = Queries(Plan(traits, capabilities));
        queries.Count.ShouldBeLessThanOrEqualTo(capabilities.MaxRequests);
        foreach (var search in queries.Select(query => query.Search!))
        {
            new[] { search.Family, search.Given, search.BirthDate }.ShouldAllBe(list =>
                list.Count <= capabilities.MaxOrValues && list.All(value => value.Trim().Length > 0)
            );
            (
                search.Family.Count > 0
                    ? search.BirthDate.Count + search.Given.Count + (search.Gender is null ? 0 : 1)
                    : Math.Min(search.Given.Count, search.BirthDate.Count)
            ).ShouldBeGreaterThan(0);
            FhirSearch.Parameters(search, 50).ShouldNotBeNull();
        }
    }

    private static SearchPlan Plan(PatientTraits traits, SearchCapabilities? capabilities = null) =>
        new IdentitySearchPlanner(Options.Create(capabilities ?? new SearchCapabilities()), Traits.France).Plan(traits);

    private static List<PlannedQuery> Queries(SearchPlan plan) => [.. plan.Waves.SelectMany(wave => wave.Queries)];

    private static IEnumerable<string> Ids(SearchPlan plan) => Queries(plan).Select(query => query.Id);

    private static PatientQuery Query(SearchPlan plan, string id) =>
        Queries(plan).Single(query => query.Id == id).Search!;
}
