using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Contract;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>Reads which records a user has chosen, by the handles of a search of this user.</summary>
public sealed class ChosenIdentityReader(PatientHandles handles)
{
    private const int MaxRecords = 20;

    private static readonly Failure Unknown = new(
        FailureKind.NotFound,
        "unknown-patient",
        new(
            "Cet appelant n'a trouvé aucun patient sous cet identifiant.",
            "No patient under this id was found by this caller."
        )
    );

    /// <summary>Krypton's ids, each once; none where the user says that no candidate is the patient.</summary>
    public Outcome<IReadOnlyList<string>> Read(Caller caller, ChosenIdentityRequest request)
    {
        if (HandlesIn(request) is not { } asked)
        {
            return Failure.Invalid(
                "patientId",
                new(
                    "Exactement un parmi patientId, patientIds (1 à 20) et noneOfThese.",
                    "Exactly one of patientId, patientIds (1 to 20) and noneOfThese."
                )
            );
        }

        var ids = new List<string>();
        foreach (var handle in asked)
        {
            if (!handles.TryReveal(caller, handle, out var id))
            {
                return Unknown;
            }

            if (!ids.Contains(id))
            {
                ids.Add(id);
            }
        }

        return new Outcome<IReadOnlyList<string>>.Ok(ids);
    }

    /// <summary>Null where not exactly one of the three is given.</summary>
    private static IReadOnlyList<string>? HandlesIn(ChosenIdentityRequest request) =>
        request switch
        {
            { PatientId: { } one, PatientIds: null, NoneOfThese: not true } => [one],
            { PatientId: null, PatientIds: { Count: > 0 and <= MaxRecords } several, NoneOfThese: not true } => several,
            { PatientId: null, PatientIds: null, NoneOfThese: true } => [],
            _ => null,
        };
}
