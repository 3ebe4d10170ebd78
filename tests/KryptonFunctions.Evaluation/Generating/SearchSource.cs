using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonMock.Generation;

namespace KryptonFunctions.Evaluation.Generating;

/// <summary>
/// Writes the request that the DCC would send for an invented person: the civil identity in the RNIV's form, with what
/// a pré-fiche often lacks left out.
/// </summary>
internal sealed class SearchSource(int seed)
{
    private const double WithPlace = 0.65;
    private const double WithIpp = 0.30;
    private const double WithIns = 0.15;
    private readonly Random random = new(seed);

    public EvaluatedSearch Of(string id, TrueTraits person, IReadOnlyList<PatientRecord> records) =>
        new(id, Request(person, records), [.. records.Select(record => $"Patient/{record.Id}")]);

    private IdentitySearchRequest Request(TrueTraits person, IReadOnlyList<PatientRecord> records)
    {
        var ipp = records
            .SelectMany(record => record.Identifiers)
            .FirstOrDefault(identifier => identifier.TypeCode == "PI");
        var (withPlace, withIpp, withIns) = (
            random.NextDouble() < WithPlace,
            random.NextDouble() < WithIpp,
            random.NextDouble() < WithIns
        );
        return new IdentitySearchRequest
        {
            Context = new RequestedContext { RcpId = "RCP-EVALUATION" },
            Patient = new RequestedPatient
            {
                Ins = withIns
                    ? new RequestedIns
                    {
                        Value = person.Ins,
                        Oid = InsOid.Of(InsAuthority.Nir),
                        Status = "qualifiee",
                    }
                    : null,
                Ipps =
                    withIpp && ipp is not null
                        ? [new RequestedIpp { Value = ipp.Value, Authority = ipp.Authority }]
                        : null,
                BirthName = NormalForm.Of(person.BirthName),
                UsedName = person.UsedName is null ? null : NormalForm.Of(person.UsedName),
                GivenNames = [.. person.GivenNames.Select(NormalForm.Of)],
                Sex = person.Sex == Sex.Male ? "male" : "female",
                BirthDate = person.BirthDate.ToString("yyyy-MM-dd"),
                BirthPlaceInsee = withPlace ? person.BirthPlaceInsee : null,
            },
        };
    }
}
