using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>How the platform at hand compares a name that it is asked for with one that it holds.</summary>
public enum NameMatching
{
    /// <summary>From the start of the value, as FHIR's string search does.</summary>
    Prefix,

    /// <summary>The whole value.</summary>
    Exact,
}

/// <summary>
/// Which meaning the code VALI has in the platform's identity status: two vocabularies give it opposite ones.
/// </summary>
public enum StatusVocabulary
{
    /// <summary>
    /// FR Core 2.2 and later: VALI is a checked document without a call of INSi; only QUAL is qualified.
    /// </summary>
    FrCore22,

    /// <summary>FR Core up to 2.1 and HL7 v2: VALI goes with an INS, hence is qualified.</summary>
    FrCore21,
}

/// <summary>
/// What Krypton's Patient search can do, and what a search may cost: the planner's settings, section
/// <c>Krypton:Search</c>.
/// </summary>
public sealed class SearchCapabilities
{
    public const string Section = "Krypton:Search";

    /// <summary>
    /// Whether Krypton is asked by INS. Default true; false where establishments do not send it, which saves a request.
    /// </summary>
    public bool InsEnabled { get; set; } = true;

    /// <summary>Whether É and E differ for the platform. Default true.</summary>
    public bool AccentSensitive { get; set; } = true;

    /// <summary>Default: prefix.</summary>
    [EnumDataType(typeof(NameMatching))]
    public NameMatching NameMatching { get; set; } = NameMatching.Prefix;

    /// <summary>
    /// Whether a comma in a value means OR. Default true; false gives one request a value, the likely ones first.
    /// </summary>
    public bool OrLists { get; set; } = true;

    /// <summary>The most values in one OR list. Default 20.</summary>
    [Range(1, 100)]
    public int MaxOrValues { get; set; } = 20;

    /// <summary>The most records that the platform gives for one query. Default 50.</summary>
    [Range(1, 1000)]
    public int PageCap { get; set; } = 50;

    /// <summary>The most requests of one search, follow-ups included. Default 24.</summary>
    [Range(1, 100)]
    public int MaxRequests { get; set; } = 24;

    /// <summary>
    /// Seconds within which a search answers, with what it has; Krypton is waited for until a twentieth of them is
    /// left. Default 4.
    /// </summary>
    [Range(0.1, 60)]
    public double DeadlineSeconds { get; set; } = 4;

    /// <summary>Identities in the platform's register: how likely a chance agreement is. Default 3,000,000.</summary>
    [Range(1000, 100_000_000)]
    public int RegisterSize { get; set; } = 3_000_000;

    /// <summary>
    /// Records that a known person has on average, over all establishments: what is still to be found after a first
    /// hit. Default 2.5.
    /// </summary>
    [Range(1, 20)]
    public double RecordsPerPerson { get; set; } = 2.5;

    /// <summary>
    /// A query is sent while it can be expected to bring at least this many records of the person that no earlier query
    /// brought. Default 0.0005: all waves for nearly everybody. Raise it to spare the platform at the price of records
    /// missed.
    /// </summary>
    [Range(0, 1)]
    public double MinimumGain { get; set; } = 0.0005;

    /// <summary>Default: <see cref="StatusVocabulary.FrCore22"/>.</summary>
    [EnumDataType(typeof(StatusVocabulary))]
    public StatusVocabulary StatusVocabulary { get; set; } = StatusVocabulary.FrCore22;
}

[OptionsValidator]
internal sealed partial class SearchCapabilitiesValidator : IValidateOptions<SearchCapabilities>;
