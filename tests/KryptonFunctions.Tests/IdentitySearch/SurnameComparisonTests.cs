using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>How two surnames agree, either way round.</summary>
public sealed class SurnameComparisonTests
{
    [Theory]
    [InlineData("LEGALLO", "GALLO", Agreement.Component)]
    [InlineData("BENAVRILLEAU", "AVRILLEAU", Agreement.Component)]
    [InlineData("VANAVRILLEAU", "AVRILLEAU", Agreement.Component)]
    [InlineData("DAVRILLEAU", "AVRILLEAU", Agreement.Component)]
    [InlineData("FRANCON-JOUNIAUX", "JOUNIAUXFRANCON", Agreement.Component)]
    [InlineData("AVRILLEAU-BOUCHARDON", "BOUCHARDON-LEGRAND", Agreement.Component)]
    [InlineData("AVRILLEAU BOUCHARDON", "BOUCHARDON AVRILLEAU", Agreement.Reordered)]
    [InlineData("DE LA TOUR", "DE LA RIVE", Agreement.Remote)]
    [InlineData("CLAVE-BOISARD", "BOISSARD", Agreement.Remote)]
    [InlineData("RIO", "ROI", Agreement.Remote)]
    [InlineData("AVRILLEAU", "BOUCHARDON", Agreement.Different)]
    public void SurnamesAgreeInDegrees(string one, string other, Agreement expected)
    {
        var (left, right) = (Of(one), Of(other));

        SurnameComparison.Compare(left, right).Agreement.ShouldBe(expected);
        SurnameComparison.Compare(right, left).ShouldBe(SurnameComparison.Compare(left, right));
    }

    /// <summary>A used name says a little less than the birth name.</summary>
    [Theory]
    [InlineData("AVRILLEAU")]
    [InlineData("AVRILEAU")]
    [InlineData("AVRILLOT")]
    public void AUsedNameWeighsLess(string recorded)
    {
        var (asBirthName, asUsedName) = (Weight(Of("AVRILLEAU")), Weight(Of("BOUCHARDON", "AVRILLEAU")));

        asUsedName.ShouldBe(asBirthName + Weights.UsedName, 1e-9);

        double Weight(PreparedIdentity identity) => SurnameComparison.Compare(identity, Of(recorded)).Weight;
    }

    /// <summary>Who has a used name may be known elsewhere by a third one.</summary>
    [Fact]
    public void AnotherNameSpeaksLessAgainstWhoHasAUsedName()
    {
        Weight(Of("AVRILLEAU"), Of("LEGRAND")).ShouldBe(Weights.SurnameDifferent);
        Weight(Of("AVRILLEAU", "BOUCHARDON"), Of("LEGRAND")).ShouldBe(Weights.SurnameDifferentWithUsed);
        Weight(Of("LEGRAND"), Of("AVRILLEAU", "BOUCHARDON")).ShouldBe(Weights.SurnameDifferentWithUsed);

        static double Weight(PreparedIdentity one, PreparedIdentity other) =>
            SurnameComparison.Compare(one, other).Weight;
    }

    private static PreparedIdentity Of(string birthName, string? usedName = null) =>
        Traits.Preparer.Prepare(new PatientTraits { BirthName = birthName, UsedName = usedName });
}
