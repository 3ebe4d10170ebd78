using KryptonFunctions.Identity;
using KryptonMock.Generation.Errors;

namespace KryptonMock.Generation.Records;

/// <summary>Writes a person down as the establishments do.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="errors">Factor of all error rates.</param>
internal sealed class RecordSource(Random random, double errors)
{
    private const int FirstNumber = 100_001;
    private const double QualifiedIns = 0.3;
    private const double BirthNameList = 0.3;
    private static readonly WeightedChoice<Establishment> Sites = new(
        Establishment.All.Where(site => site.IsConnected),
        site => site.Name.StartsWith("CHU", StringComparison.Ordinal) ? 6 : 1
    );
    private static readonly WeightedChoice<int> Counts = new([1, 2, 3, 4], count => 5 - count);
    private static readonly IReadOnlyList<IRecordError> OfForeignNames =
    [
        .. ForeignNameErrors.All,
        .. RecordErrors.All,
    ];
    private int next = FirstNumber;

    public IReadOnlyList<PatientRecord> RecordsOf(TrueTraits person)
    {
        var sites = new HashSet<Establishment>();
        for (var count = Counts.Draw(random); sites.Count < count; )
        {
            sites.Add(Sites.Draw(random));
        }

        return [.. sites.Select(site => Record(person, site))];
    }

    private PatientRecord Record(TrueTraits person, Establishment site)
    {
        var draft = new RecordDraft(person);
        foreach (var error in person.HasForeignName ? OfForeignNames : RecordErrors.All)
        {
            if (random.NextDouble() < error.Rate(draft) * errors)
            {
                error.Apply(draft, random);
            }
        }

        var style = NameStyles.Draw(random);
        var isQualified = random.NextDouble() < QualifiedIns;
        var id = $"kp-{next++}";
        return new PatientRecord
        {
            Id = id,
            Names = NameSlots.Write(draft, style, random),
            BirthGivenNames =
                isQualified || random.NextDouble() < BirthNameList ? [.. person.GivenNames.Select(NormalForm.Of)] : [],
            Sex = draft.Sex,
            BirthDate = draft.BirthDate?.ToString("yyyy-MM-dd"),
            BirthPlaceInsee = draft.BirthPlace,
            Identifiers = [Ipp(site), .. isQualified ? [Ins(person)] : Array.Empty<RecordedIdentifier>()],
            ManagingOrganization = $"org-{site.Finess}",
            IdentityStatus = isQualified
                ? "QUAL"
                : random.NextDouble() switch
                {
                    < 0.4 => "PROV",
                    < 0.6 => "VALI",
                    _ => null,
                },
        };
    }

    private static RecordedIdentifier Ins(TrueTraits person) =>
        new(InsOid.Of(InsAuthority.Nir), person.Ins, "INS-NIR", "official");

    /// <summary>Numbers of the house: seven to ten digits, unlike each other.</summary>
    private RecordedIdentifier Ipp(Establishment site)
    {
        var scattered = next * 7919L % 9_999_991;
        return new(
            site.Oid,
            random.Next(3) == 0 ? scattered.ToString("0000000000") : scattered.ToString("0000000"),
            "PI",
            "usual"
        );
    }
}
