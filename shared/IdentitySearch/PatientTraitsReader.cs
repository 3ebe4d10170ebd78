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
            return Failure.Invalid(field, "The patient is missing.");
        }

        var errors = new FieldErrors();
        var attributes = ReadAttributes(patient.IdentityAttributes, $"{field}.identityAttributes", errors);
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
            Sex = ReadSex(patient.Sex, $"{field}.sex", errors),
            BirthDate = ReadDate(patient.BirthDate, $"{field}.birthDate", errors),
            BirthPlaceInsee = ReadPlace(patient.BirthPlaceInsee, $"{field}.birthPlaceInsee", errors),
            IsDoubtful = attributes.Contains("douteuse"),
            HasHomonym = attributes.Contains("homonyme"),
        };

        if (!errors.Any && attributes.Contains("fictive"))
        {
            return new Failure(FailureKind.Refused, "fictitious-identity", "A fictitious identity is never searched.");
        }

        if (!errors.Any && traits.Ins is null && traits.Ipps.Count == 0)
        {
            RequireNameAndYear(traits, field, errors);
            if (errors.Any && traits.HasWrongInsKey)
            {
                errors.Add($"{field}.ins.value", "The key does not fit the number, and nothing else can be searched.");
            }
        }

        return errors.Any ? errors.ToFailure() : traits;
    }

    private static void RequireNameAndYear(PatientTraits traits, string field, FieldErrors errors)
    {
        const string minimum =
            "An INS, an IPP, or a birth or used name with a birth date (the year at least) is needed.";
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
            errors.Add($"{field}.status", "One of provisoire, recuperee, validee, qualifiee.");
        }

        if (!Ins.TryParse(requested.Value, requested.Oid, out var ins, out error))
        {
            switch (error)
            {
                case InsError.UnknownOid:
                    errors.Add($"{field}.oid", "Not one of the four OIDs of the INS.");
                    break;
                case InsError.Malformed:
                    errors.Add($"{field}.value", "An INS has 13 characters, or 15 with its key.");
                    break;
            }

            return null;
        }

        if (InsOid.IsFictitious(ins.Authority) && app.Value.Environment == AppEnvironment.Production)
        {
            errors.Add($"{field}.oid", "Test and demonstration numbers are not taken in production.");
        }

        return ins;
    }

    private static List<Ipp> ReadIpps(IReadOnlyList<RequestedIpp?>? requested, string field, FieldErrors errors)
    {
        var ipps = new List<Ipp>();
        if (requested?.Count > MaxIpps)
        {
            errors.Add(field, $"At most {MaxIpps} IPPs.");
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
                    "An IPP is 1 to 64 letters or digits and the OID or FINESS of its authority."
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
            errors.Add(field, $"At most {MaxGivenNames} given names.");
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

    private static Sex ReadSex(string? text, string field, FieldErrors errors)
    {
        switch (text)
        {
            case "male":
                return Sex.Male;
            case "female":
                return Sex.Female;
            case null or "unknown":
                return Sex.Unknown;
            default:
                errors.Add(field, "One of male, female, unknown.");
                return Sex.Unknown;
        }
    }

    private PartialDate? ReadDate(string? text, string field, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (!PartialDate.TryParse(text, out var date) || text.Length > 10)
        {
            errors.Add(field, $"A possible date since {PartialDate.FirstYear}, as yyyy, yyyy-MM or yyyy-MM-dd.");
            return null;
        }

        var today = time.GetUtcNow().UtcDateTime.AddDays(1);
        if (new DateTime(date.Year, Math.Max(date.Month, 1), Math.Max(date.Day, 1), 0, 0, 0, DateTimeKind.Utc) > today)
        {
            errors.Add(field, "The date lies in the future.");
        }

        return date;
    }

    private static string? ReadPlace(string? text, string field, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (InseePlace.Parse(text) is not { } place)
        {
            errors.Add(field, "Five characters of the Code officiel géographique, such as 33063, 2A004 or 99100.");
            return null;
        }

        return place;
    }

    private static HashSet<string> ReadAttributes(IReadOnlyList<string?>? requested, string field, FieldErrors errors)
    {
        var attributes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in requested ?? [])
        {
            if (attribute is "douteuse" or "fictive" or "homonyme")
            {
                attributes.Add(attribute);
            }
            else
            {
                errors.Add(field, "Any of douteuse, fictive, homonyme.");
            }
        }

        return attributes;
    }
}
