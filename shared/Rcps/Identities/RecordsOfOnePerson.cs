using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// Holds records that a user chooses together against one another, as Krypton has them now: once chosen they are one
/// patient for lists, links and comparisons.
/// </summary>
public sealed class RecordsOfOnePerson(PatientOnKrypton patients, PatientComparison comparison)
{
    /// <summary>Null where nothing speaks against it, else the refusal with its reason.</summary>
    public async Task<Failure?> RefusalAsync(IReadOnlyList<string> patientIds, CancellationToken cancellationToken)
    {
        if (patientIds.Count < 2)
        {
            return null;
        }

        var read = await Task.WhenAll(patientIds.Select(id => patients.FindAsync(id, cancellationToken)));
        if (read.OfType<Outcome<KnownPatient>.Failed>().FirstOrDefault() is { Failure: var failure })
        {
            return failure;
        }

        PatientRecord[] records = [.. read.OfType<Outcome<KnownPatient>.Ok>().Select(known => known.Value.Present)];
        return records
            .SelectMany((one, at) => records.Skip(at + 1).Select(other => comparison.Contradiction(one, other)))
            .OfType<RecordContradiction>()
            .Select(Refusal)
            .FirstOrDefault();
    }

    private static Failure Refusal(RecordContradiction contradiction) =>
        new(
            FailureKind.Conflict,
            "contradicting-records",
            contradiction switch
            {
                RecordContradiction.QualifiedIns => new Wording(
                    "Ces dossiers ne peuvent être choisis ensemble : deux d'entre eux ont des INS qualifiées "
                        + "différentes.",
                    "The records cannot be chosen together: two of them have different qualified INS."
                ),
                RecordContradiction.Relatives => new Wording(
                    "Ces dossiers ne peuvent être choisis ensemble : deux d'entre eux peuvent être ceux de jumeaux, ou "
                        + "d'un parent et de son enfant.",
                    "The records cannot be chosen together: two of them may be twins, or parent and child."
                ),
                _ => new Wording(
                    "Ces dossiers ne peuvent être choisis ensemble : les noms, dates de naissance ou sexes de deux "
                        + "d'entre eux ne sont pas ceux d'une seule personne.",
                    "The records cannot be chosen together: the names, birth dates or sexes of two of them are not one "
                        + "person's."
                ),
            }
        );
}
