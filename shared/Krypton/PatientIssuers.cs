using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>How the issuer of a patient number is written in a query for studies.</summary>
public enum IssuerForm
{
    /// <summary>The authority as the record has it, as a rule an OID: IssuerOfPatientID (0010,0021).</summary>
    Oid,

    /// <summary>The same attribute, with the FINESS.</summary>
    Finess,

    /// <summary>The same attribute, with the name of <see cref="KryptonOptions.IssuerNames"/>.</summary>
    Name,

    /// <summary>Its OID in IssuerOfPatientIDQualifiersSequence (0010,0024).</summary>
    Qualifier,

    /// <summary>
    /// Not at all: the number alone is asked for, and what comes back is told apart here. For platforms that cannot
    /// search the issuer, or where sites file it in several forms.
    /// </summary>
    None,
}

/// <summary>Whether a study's issuer is the asked one.</summary>
internal enum IssuerMatch
{
    /// <summary>None is said, or one that cannot be compared, or two that contradict each other.</summary>
    Unsaid,
    Same,
    Other,
}

/// <summary>
/// The forms in which sites file the issuer of a patient number (OID, FINESS, a name, qualifiers), and whether two of
/// them mean the same.
/// </summary>
internal sealed class PatientIssuers
{
    private readonly IssuerForm form;
    private readonly Dictionary<string, string> authorities = new(StringComparer.OrdinalIgnoreCase);

    public PatientIssuers(KryptonOptions options)
    {
        form = options.SendIssuerAs;
        foreach (var (name, authority) in Read(options.IssuerNames) ?? [])
        {
            authorities[name] = authority;
        }
    }

    /// <summary>The pairs of <see cref="KryptonOptions.IssuerNames"/>, or null where it is none.</summary>
    public static IReadOnlyList<(string Name, string Authority)>? Read(string? names)
    {
        var pairs = (names ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', StringSplitOptions.TrimEntries))
            .ToList();
        return pairs.TrueForAll(pair => pair is [{ Length: > 0 }, { Length: > 0 }])
            ? [.. pairs.Select(pair => (pair[0], pair[1]))]
            : null;
    }

    /// <summary>
    /// The condition of a query, with its <c>&amp;</c>; empty where there is none in the form that is set.
    /// </summary>
    public string Condition(string authority)
    {
        var known = Known(authority);
        return form switch
        {
            IssuerForm.Oid => Issuer(authority),
            IssuerForm.Finess => Issuer(FinessOf(known) ?? NameOf(known, isFiness: true)),
            IssuerForm.Name => Issuer(NameOf(known, isFiness: false)),
            IssuerForm.Qualifier when IsOid(known) =>
                $"&IssuerOfPatientIDQualifiersSequence.UniversalEntityID={Uri.EscapeDataString(known)}",
            _ => "",
        };
    }

    /// <summary>All that a study says of the issuer against the authority of the number that was asked for.</summary>
    public IssuerMatch Compare(StudyRecord study, string authority)
    {
        string?[] said = [study.PatientIdIssuer, study.PatientIdIssuerOid];
        var matches = said.OfType<string>().Select(issuer => Compare(Known(issuer), Known(authority))).ToList();
        return (matches.Contains(IssuerMatch.Same), matches.Contains(IssuerMatch.Other)) switch
        {
            (true, false) => IssuerMatch.Same,
            (false, true) => IssuerMatch.Other,
            _ => IssuerMatch.Unsaid,
        };
    }

    private static IssuerMatch Compare(string issuer, string authority)
    {
        if (issuer.Equals(authority, StringComparison.OrdinalIgnoreCase))
        {
            return IssuerMatch.Same;
        }

        if (IsOid(issuer) && IsOid(authority))
        {
            return IssuerMatch.Other;
        }

        // A FINESS is comparable to an OID that ends in one; a name to nothing but itself.
        return (FinessOf(issuer), FinessOf(authority)) switch
        {
            (null, _) or (_, null) => IssuerMatch.Unsaid,
            var (a, b) => a == b ? IssuerMatch.Same : IssuerMatch.Other,
        };
    }

    private static string Issuer(string? text) =>
        text is null ? "" : $"&IssuerOfPatientID={Uri.EscapeDataString(text)}";

    private static bool IsOid(string text) =>
        text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '.');

    private static string? FinessOf(string text) =>
        Finess.TryParse(IsOid(text) ? text[(text.LastIndexOf('.') + 1)..] : text, out var finess) ? finess.Value : null;

    private string Known(string issuer) => authorities.GetValueOrDefault(issuer, issuer);

    private string? NameOf(string authority, bool isFiness) =>
        authorities.FirstOrDefault(pair => pair.Value == authority && FinessOf(pair.Key) is not null == isFiness).Key;
}
