using KryptonFunctions.Identity;
using KryptonFunctions.Structures;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// The DCC may name the authority of an IPP by its FINESS; Krypton files the number under the OID by which the
/// establishment numbers its patients.
/// </summary>
public sealed class IppAuthorities(StructureDirectory directory)
{
    /// <summary>
    /// The traits with the OID in place of each FINESS that Krypton lists; what it does not list stays, is not asked
    /// for, and makes the search incomplete.
    /// </summary>
    public async Task<PatientTraits> ResolveAsync(PatientTraits traits, CancellationToken cancellationToken)
    {
        if (!traits.Ipps.Any(ipp => ipp.IsByFiness))
        {
            return traits;
        }

        var known = await directory.ByAuthorityAsync(cancellationToken);
        return traits with
        {
            Ipps =
            [
                .. traits
                    .Ipps.Select(ipp =>
                        ipp.IsByFiness
                        && Ipp.TryParse(ipp.Value, known.GetValueOrDefault(ipp.Authority)?.PatientIdOid, out var filed)
                            ? filed
                            : ipp
                    )
                    .Distinct(),
            ],
        };
    }
}
