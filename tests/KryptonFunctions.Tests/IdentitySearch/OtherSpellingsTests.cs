using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Planning;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>Names and numbers written another way: what holds for any of them, in a register of any size.</summary>
public sealed class OtherSpellingsTests
{
    private const string Date = "1954-03-12";
    private static readonly string[] Words = ["NGUYEN", "THI", "MAI", "LE", "VAN", "GARCIA", "LOPEZ", "MARTIN", "JEAN"];

    /// <summary>Wherever the words of a name stand, on the very day its record is shown.</summary>
    [Property(MaxTest = 60)]
    public Property AllWordsInAnyFieldAndOrderAreShown()
    {
        var cases =
            from words in Gen.Shuffle(Words).Select(words => words.Take(4).ToArray())
            from searchedAt in Gen.Choose(1, 3)
            from recorded in Gen.Shuffle(words)
            from recordedAt in Gen.Choose(1, 3)
            select (Searched: Split(words, searchedAt), Recorded: Split(recorded, recordedAt));
        return Prop.ForAll(
            cases.ToArbitrary(),
            pair =>
                Traits
                    .Score(
                        Traits.Of(pair.Searched.Name, pair.Searched.Given, Date),
                        Traits.Record("1", pair.Recorded.Name, pair.Recorded.Given, Date)
                    )
                    .IsShown
        );
    }

    [Theory]
    [InlineData("1954-03-13", "female")]
    [InlineData(Date, "male")]
    public void ExchangedNamesAreNotShownWhateverTheyWeighWithAnotherDateOrSex(string birthDate, string sex) =>
        Traits
            .Score(
                Traits.Of("MARTIN", "PIERRE", Date),
                Traits.Record("1", "PIERRE", "MARTIN", birthDate, sex == "male" ? Sex.Male : Sex.Female)
            )
            .IsShown.ShouldBeFalse();

    [Theory]
    [InlineData("Müller", "MUELLER", Agreement.Equivalent)]
    [InlineData("MUELLER", "MULLER", Agreement.Close)]
    [InlineData("JAGER", "JAEGER", Agreement.Close)]
    [InlineData("Groß", "GROSS", Agreement.Equivalent)]
    [InlineData("GARCIA LOPEZ", "LOPEZ GARCIA", Agreement.Reordered)]
    [InlineData("GARCIA LOPEZ", "LOPEZ", Agreement.Component)]
    public void SurnamesAgreeAsTheyAreWritten(string searched, string recorded, Agreement agreement) =>
        Traits
            .Score(Traits.Of(searched, "ANNA", Date), Traits.Record("1", recorded, "ANNA", Date))
            .Surname.Agreement.ShouldBe(agreement);

    [Property]
    public void NumbersAreAskedForAsGivenThenInOtherFormsWithinTheList(PositiveInt first, PositiveInt second, byte most)
    {
        var ipps = new[] { $"00{first.Get}", $"b-{second.Get}" }
            .Select(value => Ipp.TryParse(value, "330781196", out var ipp) ? ipp : default)
            .ToList();

        var asked = IppForms.From(ipps, most);

        asked.Take(2).Select(identifier => identifier.Value).ShouldBe(ipps.Select(ipp => ipp.Value));
        asked.Count.ShouldBeLessThanOrEqualTo(Math.Max(2, (int)most));
        asked.Distinct().Count().ShouldBe(asked.Count);
        asked.ShouldAllBe(identifier => ipps.Any(ipp => SameCore(ipp, identifier.Value)));
    }

    [Fact]
    public async Task WithAListOfIppsOneRequestStaysOneRequest()
    {
        using var platform = new Platform();
        var ipps = Enumerable
            .Range(1, 10)
            .Select(number => Ipp.TryParse($"A{number}", "1.2.250.1.71.4.2.2.330781196", out var ipp) ? ipp : default)
            .ToList();

        (await platform.Search(new PatientTraits { Ipps = ipps })).Coverage.QueriesSent.ShouldBe(1);
    }

    /// <summary>What is not listed is counted, and what is listed on request is in no other tier.</summary>
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 0)]
    public async Task HiddenRecordsAreCountedOrListed(bool showHidden, int hidden)
    {
        using var platform = new Platform { ShowHidden = showHidden };
        platform.With("same", "AVRILLEAU", "ZEPHYRINE", Date);
        foreach (var name in new[] { "AVRAMOVICI", "AVRIC", "AVRONSART" })
        {
            platform.With(name, name, "GERDA", Date);
        }

        var found = await platform.Search(Traits.Of("AVRILLEAU", "ZEPHYRINE", Date));

        found.Hidden.ShouldBe(hidden);
        found.Candidates[0].PatientId.ShouldBe("same");
        found.Candidates.Skip(1).ShouldAllBe(candidate => candidate.Confidence == Confidence.Unlikely);
        (found.Candidates.Count + found.Hidden).ShouldBe(4);
    }

    [Fact]
    public async Task MoreCandidatesThanAreShownAreCountedAsHidden()
    {
        using var platform = new Platform();
        platform.Capabilities.PageCap = 100;
        for (var number = 0; number < 25; number++)
        {
            platform.With($"r{number}", "AVRILLEAU", "ZEPHYRINE", Date);
        }

        var found = await platform.Search(Traits.Of("AVRILLEAU", "ZEPHYRINE", Date));

        (found.Candidates.Count, found.Hidden).ShouldBe((20, 5));
    }

    private static bool SameCore(Ipp ipp, string value) =>
        Ipp.TryParse(value, ipp.Authority, out var other) && other.Core == ipp.Core;

    private static (string Name, string Given) Split(string[] words, int at) =>
        (string.Join(' ', words.Take(at)), string.Join(' ', words.Skip(at)));
}
