using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch;

/// <summary>Reads the traits that have a code: sex, birth place, attributes of the identity.</summary>
internal static class CodedTraits
{
    public static Sex SexOf(string? text, string field, FieldErrors errors)
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
                errors.Add(field, new("Au choix : male, female, unknown.", "One of male, female, unknown."));
                return Sex.Unknown;
        }
    }

    public static string? PlaceOf(string? text, string field, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (InseePlace.Parse(text) is not { } place)
        {
            errors.Add(
                field,
                new(
                    "Cinq caractères du Code officiel géographique, par exemple 33063, 2A004 ou 99100.",
                    "Five characters of the Code officiel géographique, such as 33063, 2A004 or 99100."
                )
            );
            return null;
        }

        return place;
    }

    public static HashSet<string> AttributesOf(IReadOnlyList<string?>? requested, string field, FieldErrors errors)
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
                errors.Add(field, new("Parmi douteuse, fictive, homonyme.", "Any of douteuse, fictive, homonyme."));
            }
        }

        return attributes;
    }
}
