using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>Numbers are compared within one register or establishment only, and an INS counts by its status.</summary>
public sealed class IdentifierComparisonTests
{
    private const string Authority = Traits.Establishment;
    private const string Number = "285022003300156";
    private const string OtherNumber = "285022003300255";
    private static readonly string Nir = InsOid.Of(InsAuthority.Nir);
    private static readonly string Nia = InsOid.Of(InsAuthority.Nia);

    [Theory]
    [InlineData(Number, true, "QUAL", Agreement.Exact, true)]
    [InlineData(Number, true, "VALI", Agreement.Exact, false)]
    [InlineData(Number, false, "QUAL", Agreement.Exact, false)]
    [InlineData(Number, false, null, Agreement.Exact, false)]
    [InlineData(OtherNumber, true, "QUAL", Agreement.Different, true)]
    [InlineData(OtherNumber, true, "PROV", Agreement.Missing, false)]
    [InlineData(OtherNumber, false, "QUAL", Agreement.Missing, false)]
    public void AnInsCountsFullyWhereBothSidesAreQualified(
        string recorded,
        bool searchedIsQualified,
        string? status,
        Agreement expected,
        bool qualified
    )
    {
        var score = Score(searchedIsQualified, Record(Nir, recorded, "INS-NIR") with { IdentityStatus = status });

        score.Ins.Agreement.ShouldBe(expected);
        score.InsQualified.ShouldBe(qualified);
        if (expected == Agreement.Exact)
        {
            score.Ins.Weight.ShouldBe(qualified ? Weights.InsEqual : Weights.InsEqualUnqualified);
        }
    }

    [Fact]
    public void AnInsOfAnotherRegisterIsNotCompared() =>
        Score(true, Record(Nia, OtherNumber, "INS-NIA") with { IdentityStatus = "QUAL" }).Ins.ShouldBe(TraitScore.None);

    [Theory]
    [InlineData(Authority, "0012345", Agreement.Exact)]
    [InlineData(Authority, "12345", Agreement.Equivalent)]
    [InlineData(Authority, "99999", Agreement.Missing)]
    [InlineData("1.2.250.1.71.4.2.2.330000001", "0012345", Agreement.Missing)]
    [InlineData("1.2.250.1.71.4.2.2.330000001", "12345", Agreement.Missing)]
    public void AnIppCountsInItsOwnEstablishment(string authority, string number, Agreement expected)
    {
        var score = Score(false, Record(authority, number, "PI"));

        score.Ipp.Agreement.ShouldBe(expected);
        score.HasIdentifier.ShouldBe(expected != Agreement.Missing);
    }

    /// <summary>An equal number counts, whatever other numbers stand before or after it.</summary>
    [Fact]
    public void TheBestOfSeveralNumbersCounts()
    {
        RecordedIdentifier[] all = [new(Authority, "12345", "PI", null), new(Authority, "0012345", "PI", null)];
        var record = Record(Authority, "99999", "PI");

        Score(false, record with { Identifiers = all }).Ipp.Agreement.ShouldBe(Agreement.Exact);
        Score(false, record with { Identifiers = [.. all.Reverse()] }).Ipp.Agreement.ShouldBe(Agreement.Exact);
    }

    private static PairScore Score(bool isQualified, PatientRecord record) =>
        Traits.Score(
            Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12") with
            {
                Ins = Ins.TryParse(Number, Nir, out var ins, out _) ? ins : throw new InvalidOperationException(),
                IsQualified = isQualified,
                Ipps = [Traits.Ipp("0012345")],
            },
            record
        );

    private static PatientRecord Record(string authority, string number, string type) =>
        Traits.Record("1", "AVRILLEAU", "ZEPHYRINE", "1954-03-12") with
        {
            Identifiers = [new(authority, number, type, null)],
        };
}
