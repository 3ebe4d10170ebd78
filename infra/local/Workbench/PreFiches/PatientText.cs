using Workbench.Dcc;

namespace Workbench.PreFiches;

/// <summary>A patient in words.</summary>
internal static class PatientText
{
    private const string Unknown = "inconnu de ce poste";

    /// <summary>Name, given name and birth date.</summary>
    public static string Short(DccPatient? patient)
    {
        if (patient is null)
        {
            return Unknown;
        }

        var given = patient.GivenNames is [var first, ..] ? first : string.Empty;
        return $"{patient.BirthName ?? patient.UsedName ?? "sans nom"} {given}, {Born(patient.BirthDate)}";
    }

    public static string Sex(string? sex) =>
        sex switch
        {
            "male" => "masculin",
            "female" => "féminin",
            _ => "inconnu",
        };

    /// <summary>A date of the API, or a part of one, the French way round.</summary>
    public static string Date(string? date) => date is null ? "inconnue" : string.Join('/', date.Split('-').Reverse());

    private static string Born(string? birthDate) =>
        birthDate is null ? "date de naissance inconnue" : $"né(e) le {Date(birthDate)}";
}
