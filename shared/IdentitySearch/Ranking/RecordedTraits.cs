using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Holds traits against those of a chosen record as it was shown. What the record does not have contradicts nothing;
/// what both have must agree, not merely resemble.
/// </summary>
internal sealed class RecordedTraits(IdentityPreparer preparer, NameFrequencies frequencies)
{
    /// <summary>True where what the correction adds agrees; what was known before was weighed by who chose.</summary>
    public bool Agree(PatientTraits before, PatientTraits after, CandidateIdentity record)
    {
        var recorded = Read(record);
        var added = Added(before, after);
        var (one, other) = (preparer.Prepare(added with { UsedName = null }), preparer.Prepare(recorded));
        return IsSame(SurnameComparison.Compare(one, other).Agreement)
            && UsedNameAgrees(added.UsedName, recorded)
            && IsSame(GivenComparison.Compare(one, other, frequencies).Agreement)
            && FurtherGivenNamesAgree(after.GivenNames.Skip(Math.Max(1, before.GivenNames.Count)), recorded)
            && DateComparison.Compare(one.BirthDate, other.BirthDate).Agreement
                is Agreement.Missing
                    or Agreement.Exact
                    or Agreement.Partial
            && (one.Sex == other.Sex || one.Sex == Sex.Unknown || other.Sex == Sex.Unknown)
            && (one.BirthPlace == other.BirthPlace || one.BirthPlace is null || other.BirthPlace is null)
            && InsAgrees(added.Ins, other.Ins)
            && added.Ipps.All(ipp => IppAgrees(ipp, other.Ipps));
    }

    private static PatientTraits Added(PatientTraits before, PatientTraits after) =>
        new()
        {
            BirthName = before.BirthName is null ? after.BirthName : null,
            UsedName = before.UsedName is null ? after.UsedName : null,
            GivenNames = before.GivenNames.Count == 0 ? after.GivenNames : [],
            UsedGivenName = before.UsedGivenName is null ? after.UsedGivenName : null,
            Sex = before.Sex == Sex.Unknown ? after.Sex : Sex.Unknown,
            BirthDate = before.BirthDate == after.BirthDate ? null : after.BirthDate,
            BirthPlaceInsee = before.BirthPlaceInsee is null ? after.BirthPlaceInsee : null,
            Ins = before.Ins is null ? after.Ins : null,
            Ipps = [.. after.Ipps.Except(before.Ipps)],
        };

    private static bool IsSame(Agreement agreement) =>
        agreement
            is Agreement.Missing
                or Agreement.Exact
                or Agreement.Equivalent
                or Agreement.Spelling
                or Agreement.Component
                or Agreement.Truncated
                or Agreement.OtherGivenName;

    /// <summary>A used name is held against a recorded one; beside a birth name alone it says nothing.</summary>
    private bool UsedNameAgrees(string? usedName, PatientTraits recorded) =>
        usedName is null
        || recorded.UsedName is null
        || IsSame(
            SurnameComparison
                .Compare(
                    preparer.Prepare(new PatientTraits { BirthName = usedName }),
                    preparer.Prepare(new PatientTraits { BirthName = recorded.BirthName, UsedName = recorded.UsedName })
                )
                .Agreement
        );

    /// <summary>Second and further names, where the record has such.</summary>
    private static bool FurtherGivenNamesAgree(IEnumerable<string> further, PatientTraits recorded) =>
        recorded.GivenNames.Count < 2
        || further.All(given =>
            recorded.GivenNames.Any(other =>
                NormalForm.Compact(given) == NormalForm.Compact(other)
                || GivenNameVariants.AreSame(NormalForm.Compact(given), NormalForm.Compact(other))
            )
        );

    /// <summary>Numbers of another register cannot be compared.</summary>
    private static bool InsAgrees(Ins? given, IReadOnlyCollection<Ins> recorded)
    {
        var comparable = recorded.Where(ins => ins.Authority == given?.Authority).ToList();
        return comparable.Count == 0 || comparable.Exists(ins => ins.Number == given?.Number);
    }

    /// <summary>
    /// The search lets another number of one establishment say nothing, since it may hold a person twice. Here the DCC
    /// names the number that is meant, and it is not that of the chosen record.
    /// </summary>
    private static bool IppAgrees(Ipp given, IReadOnlyCollection<Ipp> recorded)
    {
        var comparable = recorded.Where(ipp => ipp.Authority == given.Authority).ToList();
        return comparable.Count == 0 || comparable.Exists(ipp => ipp.Core == given.Core);
    }

    private static PatientTraits Read(CandidateIdentity record) =>
        new()
        {
            BirthName = record.BirthName,
            UsedName = record.UsedName,
            GivenNames = [.. record.GivenNames],
            Sex = record.Sex switch
            {
                "male" => Sex.Male,
                "female" => Sex.Female,
                _ => Sex.Unknown,
            },
            BirthDate = PartialDate.TryParse(record.BirthDate, out var date) ? date : null,
            BirthPlaceInsee = InseePlace.Parse(record.BirthPlaceInsee),
            Ins = record
                .Identifiers.Where(i => i.Kind == "ins")
                .Select(i => Identity.Ins.TryParse(i.Value, i.Authority, out var ins, out _) ? ins : (Ins?)null)
                .FirstOrDefault(ins => ins is not null),
            Ipps =
            [
                .. record
                    .Identifiers.Where(i => i.Kind == "ipp")
                    .Select(i => Ipp.TryParse(i.Value, i.Authority, out var ipp) ? ipp : (Ipp?)null)
                    .OfType<Ipp>(),
            ],
        };
}
