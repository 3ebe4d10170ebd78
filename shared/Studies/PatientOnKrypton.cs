using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>
/// Finds behind the opaque id of the DCC the identity on Krypton, with the identifiers under which its studies are
/// filed.
/// </summary>
public sealed class PatientOnKrypton(PatientHandles handles, KryptonPatients patients)
{
    // A record may have been merged, and that one again; more hops than this are a fault of the register.
    private const int MaxMerges = 4;

    /// <summary>404, the same for a forged, a foreign and a vanished id.</summary>
    public static Failure Unknown { get; } =
        new(FailureKind.NotFound, "unknown-patient", "No patient under this id was found by this caller.");

    /// <summary>Krypton's id behind the handle; 404 for one that is forged, or was given to another user.</summary>
    public Outcome<string> Reveal(Caller caller, string handle) =>
        handles.TryReveal(caller, handle, out var id) ? id : Unknown;

    /// <summary>
    /// The patient with this Krypton id, and the record it was merged into: studies may be filed under the identifiers
    /// of both.
    /// </summary>
    public async Task<Outcome<KnownPatient>> FindAsync(string kryptonId, CancellationToken cancellationToken)
    {
        var identifiers = new List<RecordedIdentifier>();
        var complete = true;
        var next = kryptonId;
        PatientRecord? present = null;
        for (var hop = 0; hop < MaxMerges && next is not null; hop++)
        {
            switch (await patients.ReadAsync(next, cancellationToken))
            {
                case PatientReading.Found { Record: var record }:
                    identifiers.AddRange(record.Identifiers);
                    present = record;
                    complete &= record.IdentifiersLeftOut == 0;
                    next = record.ReplacedBy;
                    break;
                case PatientReading.Unavailable unavailable:
                    return unavailable.Fault.ToFailure();
                default:
                    if (hop == 0)
                    {
                        return Unknown;
                    }

                    next = null;
                    break;
            }
        }

        return new KnownPatient(kryptonId, [.. identifiers.Distinct()], complete && next is null, present!);
    }
}

/// <summary>A patient that the caller may ask about.</summary>
/// <param name="KryptonId">The id of the record that the user chose.</param>
/// <param name="Identifiers">Under which establishments file studies.</param>
/// <param name="Complete">False where identifiers were left out, and with them studies.</param>
/// <param name="Record">As it is recorded now; of a merged one, the record that took its place.</param>
public sealed record KnownPatient(
    string KryptonId,
    IReadOnlyList<RecordedIdentifier> Identifiers,
    bool Complete,
    PatientRecord Record
);
