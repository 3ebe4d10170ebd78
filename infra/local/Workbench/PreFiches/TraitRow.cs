using Workbench.Dcc;

namespace Workbench.PreFiches;

/// <summary>A trait of a candidate beside the DCC's, with what the comparison says of it.</summary>
public sealed record TraitRow(string Label, string? Asked, string? Recorded, Evidence? Evidence)
{
    /// <summary>The traits that either side has, in the order in which they are read out.</summary>
    public static IEnumerable<TraitRow> Of(DccPatient? patient, Candidate candidate)
    {
        var record = candidate.Identity;
        return new[]
        {
            Row("Nom de naissance", patient?.BirthName, record.BirthName, "birthName"),
            Row("Nom utilisé", patient?.UsedName, record.UsedName, "usedName"),
            Row("Prénoms", Joined(patient?.GivenNames), Joined(record.GivenNames), "givenNames"),
            Row("Naissance", Date(patient?.BirthDate), Date(record.BirthDate), "birthDate"),
            Row("Sexe", Sex(patient?.Sex), PatientText.Sex(record.Sex), "sex"),
            Row("Lieu (INSEE)", patient?.BirthPlaceInsee, record.BirthPlaceInsee, "birthPlaceInsee"),
            Row("INS", patient?.Ins?.Value, Identifier("ins"), "ins"),
            Row("IPP", patient?.Ipps is [var ipp, ..] ? ipp.Value : null, Identifier("ipp"), "ipp"),
        }.Where(row => row.Asked is not null || row.Recorded is not null);

        TraitRow Row(string label, string? asked, string? recorded, string trait) =>
            new(label, asked, recorded, candidate.Evidence.FirstOrDefault(evidence => evidence.Trait == trait));

        string? Identifier(string kind) =>
            Joined([.. record.Identifiers.Where(number => number.Kind == kind).Select(number => number.Value)]);
    }

    private static string? Joined(IReadOnlyList<string>? texts) =>
        texts is null or [] ? null : string.Join(", ", texts);

    private static string? Date(string? date) => date is null ? null : PatientText.Date(date);

    private static string? Sex(string? sex) => sex is null ? null : PatientText.Sex(sex);
}
