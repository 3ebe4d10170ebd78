using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch;

/// <summary>What is compared; <see cref="Ranking.TraitRule"/> says how each is weighed and shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Trait>))]
public enum Trait
{
    [JsonStringEnumMemberName("birthName")]
    Surname,

    [JsonStringEnumMemberName("givenNames")]
    GivenNames,

    [JsonStringEnumMemberName("birthDate")]
    BirthDate,

    [JsonStringEnumMemberName("sex")]
    Sex,

    [JsonStringEnumMemberName("birthPlaceInsee")]
    BirthPlace,

    [JsonStringEnumMemberName("ins")]
    Ins,

    [JsonStringEnumMemberName("ipp")]
    Ipp,
}
