using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Contract;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>A pré-fiche as asked for: its patient, or why it is refused.</summary>
/// <param name="Id">Null where it cannot be used.</param>
/// <param name="Patient">Null where it is refused.</param>
/// <param name="Refusal">Why, else null.</param>
public sealed record AskedPreFiche(string? Id, RequestedPatient? Patient, Failure? Refusal);

/// <summary>Checks the pré-fiches of a meeting one by one: a bad one says nothing against the others.</summary>
public sealed class PreFichesReader(PatientTraitsReader traits)
{
    private static readonly Wording Id = new(
        "1 à 64 lettres, chiffres, points, tirets ou soulignés, et propre à cette pré-fiche.",
        "1 to 64 letters, digits, dots, dashes or underscores, and no other pré-fiche's id."
    );

    public IReadOnlyList<AskedPreFiche> Read(IReadOnlyList<RequestedPreFiche?> asked)
    {
        // Of two under one id nobody knows which is meant: both are refused.
        var uses = asked.Select(p => p?.PreFicheId).OfType<string>().CountBy(id => id, StringComparer.Ordinal);
        var once = uses.Where(use => use.Value == 1).Select(use => use.Key).ToHashSet(StringComparer.Ordinal);
        return [.. asked.Select((p, index) => Read(p, $"prefiches[{index}]", once))];
    }

    private AskedPreFiche Read(RequestedPreFiche? asked, string field, HashSet<string> once)
    {
        var id = DccIds.IsValid(asked?.PreFicheId) ? asked!.PreFicheId : null;
        var errors = new SortedDictionary<string, Wording[]>(StringComparer.Ordinal);
        if (id is null || !once.Contains(id))
        {
            errors[$"{field}.preFicheId"] = [Id];
        }

        switch (traits.Read(asked?.Patient, $"{field}.patient"))
        {
            case Outcome<PatientTraits>.Failed({ Kind: FailureKind.Invalid } wrong):
                foreach (
                    var (name, messages) in wrong.Errors
                        ?? new Dictionary<string, Wording[]> { [field] = [wrong.Detail] }
                )
                {
                    errors[name] = messages;
                }

                break;
            case Outcome<PatientTraits>.Failed(var refused) when errors.Count == 0:
                return new AskedPreFiche(id, Patient: null, refused);
        }

        return errors.Count > 0
            ? new AskedPreFiche(id, Patient: null, Failure.Invalid(errors))
            : new AskedPreFiche(id, asked!.Patient, Refusal: null);
    }
}
