using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>Makes searched patients and records for the tests of the pure types.</summary>
internal static class Traits
{
    public const string Establishment = "1.2.250.1.71.4.2.2.330781196";
    public static readonly NameFrequencies France = NameFrequencies.France;
    public static readonly PairScorer Scorer = new(France, 3_000_000);
    public static readonly IdentityPreparer Preparer = new(France, StatusVocabulary.FrCore22);

    public static PatientTraitsReader Reader(AppEnvironment environment = AppEnvironment.Local) =>
        new(
            Options.Create(new AppOptions { Environment = environment }),
            new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero))
        );

    public static PatientTraits Of(string birthName, string given, string birthDate, Sex sex = Sex.Female) =>
        new()
        {
            BirthName = birthName,
            GivenNames = [given],
            BirthDate = PartialDate.TryParse(birthDate, out var date) ? date : null,
            Sex = sex,
        };

    /// <summary>A patient number, of one establishment unless another is named.</summary>
    public static Ipp Ipp(string value, string authority = Establishment) =>
        KryptonFunctions.Identity.Ipp.TryParse(value, authority, out var ipp)
            ? ipp
            : throw new InvalidOperationException(authority);

    public static PatientRecord Record(
        string id,
        string family,
        string given,
        string? birthDate,
        Sex sex = Sex.Female
    ) =>
        new()
        {
            Id = id,
            Names = [new RecordedName("official", family, [given])],
            BirthDate = birthDate,
            Sex = sex,
        };

    public static PairScore Score(PatientTraits traits, PatientRecord record) =>
        Scorer.Score(Preparer.Prepare(traits), Preparer.Prepare(record));

    /// <summary>All of these, and perhaps more.</summary>
    public static void ShouldHold(this IEnumerable<string> actual, string[] expected) =>
        expected.ShouldBeSubsetOf(actual);

    public static PairScore Score(PatientTraits one, PatientTraits other) =>
        Scorer.Score(Preparer.Prepare(one), Preparer.Prepare(other));
}
