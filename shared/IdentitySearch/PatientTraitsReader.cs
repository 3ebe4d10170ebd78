using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Checks the patient of a request and gives its traits, or every field that is wrong. Refuses (422) a fictitious
/// identity, and one with less than an INS, an IPP, or a name with a birth year: a wide-open search would list
/// strangers.
/// </summary>
public sealed class PatientTraitsReader(IOptions<AppOptions> app, TimeProvider time)
{
    private const int MaxIpps = 10;
    private const int MaxGivenNames = 20;

    /// <summary>
    /// Reads a patient; <paramref name="field"/> is its place in the body, such as <c>patient</c>, for the messages.
    /// </summary>
    public Outcome<PatientTraits> Read(RequestedPatient? patient, string field = "patient")
    {
        if (patient is null)
        {
            return Failure.Invalid(field, new("Le patient manque.", "The patient is missing."));
        }

        var errors = new FieldErrors();
        var attributes = CodedTraits.AttributesOf(patient.IdentityAttributes, $"{field}.identityAttributes", errors);
        var ins = ReadIns(patient.Ins, $"{field}.ins", errors, out var insError);
        var traits = new PatientTraits
        {
            Ins = ins,
            HasWrongInsKey = insError == InsError.WrongKey,
            IsQualified = ins is not null && patient.Ins?.Status == "qualifiee",
            Ipps = ReadIpps(patient.Ipps, $"{field}.ipps", errors),
            BirthName = ReadName(patient.BirthName, $"{field}.birthName", errors),
            UsedName = ReadName(patient.UsedName, $"{field}.usedName", errors),
            GivenNames = ReadGivenNames(patient.GivenNames, $"{field}.givenNames", errors),
            UsedGivenName = ReadName(patient.UsedGivenName, $"{field}.usedGivenName", errors),
            Sex = CodedTraits.SexOf(patient.Sex, $"{field}.sex", errors),
            BirthDate = ReadDate(patient.BirthDate, $"{field}.birthDate", errors),
            BirthPlaceInsee = CodedTraits.PlaceOf(patient.BirthPlaceInsee, $"{field}.birthPlaceInsee", errors),
            IsDoubtful = attributes.Contains("douteuse"),
            HasHomonym = attributes.Contains("homonyme"),
        };

        if (!errors.Any && attributes.Contains("fictive"))
        {
            return new Failure(
                FailureKind.Refused,
                "fictitious-identity",
                new("Une identité fictive n'est jamais recherchée.", "A fictitious identity is never searched.")
            );
        }

        if (!errors.Any && traits.Ins is null && traits.Ipps.Count == 0)
        {
            RequireNameAndYear(traits, field, errors);
            if (errors.Any && traits.HasWrongInsKey)
            {
                errors.Add(
                    $"{field}.ins.value",
                    new(
                        "La clé ne correspond pas au numéro, et il n'y a rien d'autre à chercher.",
                        "The key does not fit the number, and nothing else can be searched."
                    )
                );
            }
        }

        return errors.Any ? errors.ToFailure() : traits;
    }

    private static void RequireNameAndYear(PatientTraits traits, string field, FieldErrors errors)
    {
        var minimum = new Wording(
            "Il faut un INS, un IPP, ou un nom de naissance ou utilisé avec une date de naissance (au moins l'année).",
            "An INS, an IPP, or a birth or used name with a birth date (the year at least) is needed."
        );
        if (traits.BirthName is null && traits.UsedName is null)
        {
            errors.Add($"{field}.birthName", minimum);
        }

        if (traits.BirthDate is null)
        {
            errors.Add($"{field}.birthDate", minimum);
        }
    }

    private Ins? ReadIns(RequestedIns? requested, string field, FieldErrors errors, out InsError? error)
    {
        error = null;
        if (requested is null)
        {
            return null;
        }

        if (requested.Status is not (null or "provisoire" or "recuperee" or "validee" or "qualifiee"))
        {
            errors.Add(
                $"{field}.status",
                new(
                    "Au choix : provisoire, recuperee, validee, qualifiee.",
                    "One of provisoire, recuperee, validee, qualifiee."
                )
            );
        }

        if (!Ins.TryParse(requested.Value, requested.Oid, out var ins, out error))
        {
            switch (error)
            {
                case InsError.UnknownOid:
                    errors.Add(
                        $"{field}.oid",
                        new("Ce n'est pas l'un des quatre OID de l'INS.", "Not one of the four OIDs of the INS.")
                    );
                    break;
                case InsError.Malformed:
                    errors.Add(
                        $"{field}.value",
                        new(
                            "Un INS a 13 caractères, ou 15 avec sa clé.",
                            "An INS has 13 characters, or 15 with its key."
                        )
                    );
                    break;
            }

            return null;
        }

        if (InsOid.IsFictitious(ins.Authority) && app.Value.Environment == AppEnvironment.Production)
        {
            errors.Add(
                $"{field}.oid",
                new(
                    "Les numéros de test et de démonstration ne sont pas acceptés en production.",
                    "Test and demonstration numbers are not taken in production."
                )
            );
        }

        return ins;
    }

    private static List<Ipp> ReadIpps(IReadOnlyList<RequestedIpp?>? requested, string field, FieldErrors errors)
    {
        var ipps = new List<Ipp>();
        if (requested?.Count > MaxIpps)
        {
            errors.Add(field, new($"{MaxIpps} IPP au plus.", $"At most {MaxIpps} IPPs."));
            return ipps;
        }

        for (var index = 0; index < requested?.Count; index++)
        {
            if (Ipp.TryParse(requested[index]?.Value, requested[index]?.Authority, out var ipp))
            {
                ipps.Add(ipp);
            }
            else
            {
                errors.Add(
                    $"{field}[{index}]",
                    new(
                        "Un IPP : 1 à 64 lettres ou chiffres, et l'OID ou le FINESS de son autorité.",
                        "An IPP is 1 to 64 letters or digits and the OID or FINESS of its authority."
                    )
                );
            }
        }

        return [.. ipps.Distinct()];
    }

    private static string? ReadName(string? text, string field, FieldErrors errors)
    {
        var (name, error) = NameText.Read(text);
        if (error is not null)
        {
            errors.Add(field, error);
        }

        return name;
    }

    private static List<string> ReadGivenNames(IReadOnlyList<string?>? requested, string field, FieldErrors errors)
    {
        var givenNames = new List<string>();
        if (requested?.Count > MaxGivenNames)
        {
            errors.Add(field, new($"{MaxGivenNames} prénoms au plus.", $"At most {MaxGivenNames} given names."));
            return givenNames;
        }

        for (var index = 0; index < requested?.Count; index++)
        {
            if (ReadName(requested[index] ?? string.Empty, $"{field}[{index}]", errors) is { } name)
            {
                // Civil status joins given names by commas since 1999, so one string may hold them all.
                givenNames.AddRange(
                    name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Where(part => part.Any(char.IsLetter))
                );
            }
        }

        return givenNames;
    }

    private PartialDate? ReadDate(string? text, string field, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (!PartialDate.TryParse(text, out var date) || text.Length > 10)
        {
            errors.Add(
                field,
                new(
                    $"Une date possible depuis {PartialDate.FirstYear}, sous la forme aaaa, aaaa-MM ou aaaa-MM-jj.",
                    $"A possible date since {PartialDate.FirstYear}, as yyyy, yyyy-MM or yyyy-MM-dd."
                )
            );
            return null;
        }

        var today = time.GetUtcNow().UtcDateTime.AddDays(1);
        if (new DateTime(date.Year, Math.Max(date.Month, 1), Math.Max(date.Day, 1), 0, 0, 0, DateTimeKind.Utc) > today)
        {
            errors.Add(field, new("La date est dans l'avenir.", "The date lies in the future."));
        }

        return date;
    }
}
