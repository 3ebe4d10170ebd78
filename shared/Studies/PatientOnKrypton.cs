using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>
/// Finds behind the opaque id of the DCC the identity on Krypton, with the identifiers under which its studies are
/// filed.
/// </summary>
public sealed class PatientOnKrypton(PatientHandles handles, KryptonPatients patients, Refusals refusals)
{
    // A record may have been merged, and that one again; more hops than this are a fault of the register.
    private const int MaxMerges = 4;

    /// <summary>404, the same for a forged, a foreign and a vanished id.</summary>
    public static Failure Unknown { get; } =
        new(
            FailureKind.NotFound,
            "unknown-patient",
            new(
                "Cet appelant n'a trouvé aucun patient sous cet identifiant.",
                "No patient under this id was found by this caller."
            )
        );

    /// <summary>
    /// The Krypton id behind a handle. 404 for one that is forged, or was given to another user or in another RCP,
    /// which is traced.
    /// </summary>
    /// <param name="caller">To whom it was given.</param>
    /// <param name="context">In which it was given; checked before.</param>
    /// <param name="handle">As the caller sent it.</param>
    public async Task<Outcome<string>> RevealAsync(Caller caller, CareContext context, string? handle) =>
        handles.TryReveal(caller, context.RcpId, handle, out var id)
            ? id
            : await refusals.RefuseAsync(caller, Unknown, context);

    /// <summary>
    /// The patient with this Krypton id, and the record it was merged into: studies may be filed under the identifiers
    /// of both.
    /// </summary>
    public async Task<Outcome<KnownPatient>> FindAsync(string kryptonId, CancellationToken cancellationToken)
    {
        var records = new List<PatientRecord>();
        var complete = true;
        var next = kryptonId;
        for (var hop = 0; hop < MaxMerges && next is not null; hop++)
        {
            switch (await patients.ReadAsync(next, cancellationToken))
            {
                case PatientReading.Found { Record: var record }:
                    records.Add(record);
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

        return new KnownPatient(kryptonId, records, complete && next is null);
    }
}

/// <summary>A patient that the caller may ask about.</summary>
/// <param name="KryptonId">The id of the record that the user chose.</param>
/// <param name="Records">
/// That record, and those it was merged into, under whose identifiers establishments file studies.
/// </param>
/// <param name="Complete">False where identifiers were left out, and with them studies.</param>
public sealed record KnownPatient(string KryptonId, IReadOnlyList<PatientRecord> Records, bool Complete)
{
    /// <summary>As it is recorded now: of a merged record, the one that took its place.</summary>
    public PatientRecord Present => Records[^1];
}
