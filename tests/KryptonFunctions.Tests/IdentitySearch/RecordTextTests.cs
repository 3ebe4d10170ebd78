using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>A record as the user is shown it, and the value of it that the evidence names.</summary>
public sealed class RecordTextTests
{
    private const string Authority = Traits.Establishment;

    public static TheoryData<string?, string?, RecordedName[]> Named =>
        new()
        {
            { "DUPONT", "MARTIN", [new("usual", "MARTIN", []), new("official", "DUPONT", [])] },
            { "DUPONT", "MARTIN", [new("maiden", "DUPONT", []), new("usual", "MARTIN", [])] },
            { "DUPONT", null, [new("old", "DURAND", []), new("official", "DUPONT", [])] },
            { null, "MARTIN", [new("usual", "MARTIN", [])] },
            { null, "MARTIN", [new("old", "DURAND", []), new("usual", "MARTIN", [])] },
            { "DURAND", null, [new("old", "DURAND", [])] },
            { "DURAND", null, [new(null, "DURAND", []), new("old", "LEGRAND", [])] },
            { "DURAND", null, [new("official", null, ["ZOE"]), new("usual", null, ["ZOE"]), new(null, "DURAND", [])] },
            { null, null, [new("official", null, ["ZOE"])] },
        };

    [Theory]
    [MemberData(nameof(Named))]
    public void TheNamesAreShownByTheirUse(string? birth, string? used, RecordedName[] names)
    {
        var shown = RecordText.From(new PatientRecord { Id = "1", Names = names });

        (shown.BirthName, shown.UsedName).ShouldBe((birth, used));
    }

    [Fact]
    public void TheFirstListOfGivenNamesIsShown()
    {
        var record = new PatientRecord
        {
            Id = "1",
            Names = [new("official", "DUPONT", []), new("usual", null, ["ZOE", "ANNE"]), new(null, null, ["MARIE"])],
            BirthGivenNames = ["JEANNE"],
        };

        RecordText.From(record).GivenNames.ShouldBe(["ZOE", "ANNE"]);
        RecordText.From(record with { Names = [new("official", "DUPONT", [])] }).GivenNames.ShouldBe(["JEANNE"]);
    }

    [Theory]
    [InlineData(Sex.Male, "male", "masculin")]
    [InlineData(Sex.Female, "female", "féminin")]
    [InlineData(Sex.Unknown, "unknown", null)]
    public void TheSexIsShownAsRecorded(Sex sex, string shown, string? named)
    {
        var record = Traits.Record("1", "DUPONT", "ZOE", "1954-03-12", sex);

        RecordText.From(record).Sex.ShouldBe(shown);
        if (named is not null)
        {
            Value(Trait.Sex, record, "DUPONT", "ZOE").ShouldBe(new RecordedValue("sexe", named));
        }
    }

    [Fact]
    public void IdentifiersThatTellWhoseRecordItIsAreShown()
    {
        var nir = InsOid.Of(InsAuthority.Nir);
        var record = Traits.Record("1", "DUPONT", "ZOE", null) with
        {
            Identifiers =
            [
                new(nir, "285022003300156", "INS-NIR", null),
                new(nir, "285022003300156", "NH", null),
                new(Authority, "1", "PI", null),
                new(Authority, "2", null, null),
                new(Authority, "3", "SB", null),
                new(null, "4", "PI", null),
            ],
        };

        RecordText
            .From(record)
            .Identifiers.Select(identifier => $"{identifier.Kind} {identifier.Value}")
            .ShouldBe(["ins 285022003300156", "ipp 1", "ipp 2"]);
    }

    /// <summary>Of several values the one that agrees best: the user may see another one beside it.</summary>
    [Theory]
    [InlineData(Trait.Surname, "AVRILLEAU", "ZEPHYRINE", "nom de naissance", "AVRILLEAU")]
    [InlineData(Trait.Surname, "BOUCHARDON", "ZEPHYRINE", "nom utilisé", "BOUCHARDON")]
    [InlineData(Trait.GivenNames, "AVRILLEAU", "ZEPHYRINE", "prénom de naissance", "ZEPHYRINE")]
    [InlineData(Trait.GivenNames, "AVRILLEAU", "NELLY", "prénom utilisé", "NELLY")]
    [InlineData(Trait.GivenNames, "AVRILLEAU", "THEOPHANIE", "prénom de naissance", "THEOPHANIE ANNE")]
    [InlineData(Trait.BirthDate, "AVRILLEAU", "NELLY", "date de naissance", "1954-03-12")]
    [InlineData(Trait.Ipp, "AVRILLEAU", "NELLY", "IPP", "0012345")]
    public void TheValueThatAgreesBestIsNamed(Trait trait, string name, string given, string label, string value)
    {
        var record = new PatientRecord
        {
            Id = "1",
            Names =
            [
                new("official", "AVRILLEAU", ["ZEPHYRINE"]),
                new("usual", "BOUCHARDON", ["NELLY"]),
                new(null, null, []),
            ],
            BirthGivenNames = ["THEOPHANIE", "ANNE"],
            BirthDate = "1954-03-12",
            Identifiers = [new(Authority, "99999", "PI", null), new(Authority, "0012345", "PI", null)],
        };

        Value(trait, record, name, given).ShouldBe(new RecordedValue(label, value));
        if (trait == Trait.GivenNames && value.StartsWith("THEO", StringComparison.Ordinal))
        {
            Value(trait, record with { BirthGivenNames = [] }, name, given).Value.ShouldBe("ZEPHYRINE");
        }
    }

    private static RecordedValue Value(Trait trait, PatientRecord record, string name, string given)
    {
        var searched = Traits.Of(name, given, "1954-03-12") with { Ipps = [Traits.Ipp("12345")] };
        return new RecordedValues(Traits.Preparer.Prepare(searched), Traits.Preparer, Traits.Scorer).Of(trait, record);
    }
}
