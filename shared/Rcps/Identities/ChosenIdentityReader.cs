using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>Reads which records a user has chosen, by the handles of a search of this user in the RCP.</summary>
public sealed class ChosenIdentityReader(PatientOnKrypton patients)
{
    private const int MaxRecords = 20;

    /// <summary>Krypton's ids, each once; none where the user says that no candidate is the patient.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> ReadAsync(
        Caller caller,
        CareContext context,
        ChosenIdentityRequest request
    )
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
            switch (await patients.RevealAsync(caller, context, handle))
            {
                case Outcome<string>.Failed(var failure):
                    return failure;
                case Outcome<string>.Ok(var id) when !ids.Contains(id):
                    ids.Add(id);
                    break;
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
