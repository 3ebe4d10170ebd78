using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch;

/// <summary>How far a trait of a record agrees with the searched one; the stable codes of <c>evidence</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Agreement>))]
public enum Agreement
{
    /// <summary>One side does not have the trait: it says nothing.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>
    /// The same but for case, accents, separators, the spelling of German letters (ü, ue), or leading zeros of an IPP.
    /// </summary>
    [JsonStringEnumMemberName("equivalent")]
    Equivalent,

    /// <summary>One component of a compound surname, or the name without its particle.</summary>
    [JsonStringEnumMemberName("component")]
    Component,

    /// <summary>The same words in another order, or shared out otherwise between surname and given name.</summary>
    [JsonStringEnumMemberName("reordered")]
    Reordered,

    /// <summary>A compound given name of which one side has the beginning.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>Another given name of the person.</summary>
    [JsonStringEnumMemberName("otherGivenName")]
    OtherGivenName,

    /// <summary>A listed spelling of the same given name.</summary>
    [JsonStringEnumMemberName("listedSpelling")]
    Spelling,

    /// <summary>Sounds the same.</summary>
    [JsonStringEnumMemberName("phonetic")]
    Phonetic,

    /// <summary>Differs by what a typing error may be.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>Resembles.</summary>
    [JsonStringEnumMemberName("similar")]
    Similar,

    /// <summary>Resembles little.</summary>
    [JsonStringEnumMemberName("remote")]
    Remote,

    /// <summary>Surname and given name, or day and month, have changed places.</summary>
    [JsonStringEnumMemberName("exchanged")]
    Exchanged,

    /// <summary>1 January or 31 December of the same year.</summary>
    [JsonStringEnumMemberName("placeholder")]
    Placeholder,

    /// <summary>Two of day, month and year are equal.</summary>
    [JsonStringEnumMemberName("twoParts")]
    TwoParts,

    /// <summary>Only the year is equal.</summary>
    [JsonStringEnumMemberName("sameYear")]
    SameYear,

    /// <summary>Equal as far as the less precise of the two dates goes.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    [JsonStringEnumMemberName("sameDepartment")]
    SameDepartment,

    [JsonStringEnumMemberName("different")]
    Different,
}
