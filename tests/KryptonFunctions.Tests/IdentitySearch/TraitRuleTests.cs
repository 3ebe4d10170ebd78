using System.Collections;
using System.Text.Json;
using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>
/// A trait that somebody adds must be read from the request and the record, compared, weighed and shown; each test says
/// what is missing.
/// </summary>
public sealed class TraitRuleTests
{
    private const string InsNumber = "285022003300156";
    private const string InsAuthorityOid = "1.2.250.1.213.1.4.8";
    private const string IppAuthority = "1.2.250.1.71.4.2.2.330781196";

    private static readonly RequestedPatient Requested = new()
    {
        Ins = new()
        {
            Value = InsNumber,
            Oid = InsAuthorityOid,
            Status = "qualifiee",
        },
        Ipps = [new() { Value = "0012345", Authority = IppAuthority }],
        BirthName = "AVRILLEAU",
        UsedName = "BOUCHARDON",
        GivenNames = ["ZEPHYRINE"],
        UsedGivenName = "THEOPHANIE",
        Sex = "female",
        BirthDate = "1985-02-03",
        BirthPlaceInsee = "33063",
        IdentityAttributes = ["homonyme"],
    };

    private static readonly PatientRecord Recorded = new()
    {
        Id = "one",
        Names = [new RecordedName("official", "AVRILLEAU", ["ZEPHYRINE"])],
        Sex = Sex.Female,
        BirthDate = "1985-02-03",
        BirthPlaceInsee = "33063",
        Identifiers =
        [
            new RecordedIdentifier(InsAuthorityOid, InsNumber, "INS-NIR", null),
            new RecordedIdentifier(IppAuthority, "0012345", "PI", null),
        ],
        IdentityStatus = "QUAL",
    };

    /// <summary>The record without one of its traits.</summary>
    private static readonly Dictionary<Trait, PatientRecord> RecordedWithout = new()
    {
        [Trait.Surname] = Recorded with { Names = [new RecordedName("official", null, ["ZEPHYRINE"])] },
        [Trait.GivenNames] = Recorded with { Names = [new RecordedName("official", "AVRILLEAU", [])] },
        [Trait.BirthDate] = Recorded with { BirthDate = null },
        [Trait.Sex] = Recorded with { Sex = Sex.Unknown },
        [Trait.BirthPlace] = Recorded with { BirthPlaceInsee = null },
        [Trait.Ins] = Recorded with { Identifiers = [Recorded.Identifiers[1]] },
        [Trait.Ipp] = Recorded with { Identifiers = [Recorded.Identifiers[0]] },
    };

    [Fact]
    public void EveryTraitHasOneRule() =>
        TraitRule
            .All.Select(rule => rule.Trait)
            .ShouldBe(Enum.GetValues<Trait>(), ignoreOrder: true, "Add the trait to TraitRule.All.");

    [Fact]
    public void EveryScoreOfAPairIsTheScoreOfOneRule() =>
        typeof(PairScore)
            .GetProperties()
            .Count(property => property.PropertyType == typeof(TraitScore))
            .ShouldBe(TraitRule.All.Count, "Each TraitScore of PairScore needs a rule in TraitRule.All.");

    [Fact]
    public void EveryAgreementHasASentence() =>
        Enum.GetValues<Agreement>()
            .Except(EvidenceText.OfAnyTrait.Keys)
            .ShouldBeEmpty("Add a French sentence to EvidenceText.OfAnyTrait.");

    [Fact]
    public void EveryTraitOfTheRecordIsComparedWeighedAndShown()
    {
        foreach (var rule in TraitRule.All)
        {
            RecordedWithout.ShouldContainKey(rule.Trait, "Add a record without the trait to RecordedWithout.");
            var (with, without) = (Traits.Score(Read(), Recorded), Traits.Score(Read(), RecordedWithout[rule.Trait]));

            rule.ScoreIn(in with).Agreement.ShouldBe(Agreement.Exact, $"PairScorer does not compare {rule.Trait}.");
            rule.ScoreIn(in without).Agreement.ShouldBe(Agreement.Missing, $"{rule.Trait} has the score of another.");
            with.Total.ShouldBeGreaterThan(without.Total, $"{rule.Trait} is not in the total of PairScorer.");
            (with.Traits > without.Traits).ShouldBe(!rule.IsIdentifier, $"{rule.Trait} is in the wrong sum.");
            EvidenceText
                .From(in with, Values(), Recorded)
                .Where(evidence => evidence.Trait == rule.Trait)
                .ShouldHaveSingleItem($"No evidence shows {rule.Trait}.")
                .Value.ShouldNotBeNullOrEmpty($"RecordedValues has no value of {rule.Trait}.");
            JsonSerializer
                .Serialize(RecordText.From(Recorded))
                .ShouldNotBe(
                    JsonSerializer.Serialize(RecordText.From(RecordedWithout[rule.Trait])),
                    $"CandidateIdentity does not show {rule.Trait}."
                );
        }
    }

    [Fact]
    public void EveryFieldOfTheRequestIsRead()
    {
        foreach (var field in typeof(RequestedPatient).GetProperties())
        {
            field.GetValue(Requested).ShouldNotBeNull($"Give Requested a {field.Name}.");
            AreSame(Read(leftOut: field.Name), Read())
                .ShouldBeFalse($"PatientTraitsReader does not read {field.Name}.");
        }
    }

    [Fact]
    public void EveryCriterionOfAQueryIsAppliedWhereKryptonIgnoresIt()
    {
        var query = new PatientQuery
        {
            Identifiers = [new QueriedIdentifier(IppAuthority, "0012345")],
            Family = ["AVRILLEAU"],
            Given = ["ZEPHYRINE"],
            BirthDate = ["1985-02-03"],
            Gender = Sex.Female,
        };
        var asked = FhirSearch.Parameters(query, count: 10).ShouldNotBeNull().Select(parameter => parameter.Key);
        var criteria = asked.Where(name => name != FhirSearch.Count).ToList();

        criteria.Count.ShouldBe(
            typeof(PatientQuery).GetProperties().Length,
            "Send and test each part of PatientQuery."
        );
        criteria.Except(IgnoredCriteria.All.Keys).ShouldBeEmpty("Add the parameter to IgnoredCriteria.All.");
        var stranger = new PatientRecord { Id = "stranger" };
        foreach (var criterion in criteria)
        {
            IgnoredCriteria.Meets(Recorded, query, [criterion], new SearchCapabilities()).ShouldBeTrue(criterion);
            IgnoredCriteria.Meets(stranger, query, [criterion], new SearchCapabilities()).ShouldBeFalse(criterion);
        }
    }

    private static RecordedValues Values() => new(Traits.Preparer.Prepare(Read()), Traits.Preparer, Traits.Scorer);

    private static bool AreSame(PatientTraits one, PatientTraits other) =>
        typeof(PatientTraits)
            .GetProperties()
            .All(property => AreSame(property.GetValue(one), property.GetValue(other)));

    private static bool AreSame(object? one, object? other) =>
        one is IEnumerable items && other is IEnumerable others
            ? items.Cast<object>().SequenceEqual(others.Cast<object>())
            : Equals(one, other);

    private static PatientTraits Read(string? leftOut = null)
    {
        var patient = JsonSerializer.SerializeToNode(Requested)!.AsObject();
        patient.Remove(leftOut ?? "");
        return Traits.Reader().Read(patient.Deserialize<RequestedPatient>()) switch
        {
            Outcome<PatientTraits>.Ok(var traits) => traits,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };
    }
}
