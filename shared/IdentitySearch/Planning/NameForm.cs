namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>One way in which a record may have written a searched name.</summary>
/// <param name="Value">The literal text to ask for.</param>
/// <param name="Variant">The stable code of what was done to the name, as <c>foundBy</c> shows it.</param>
internal readonly record struct NameForm(string Value, string Variant);

/// <summary>The codes of <see cref="NameForm.Variant"/>.</summary>
internal static class Variant
{
    public const string AsGiven = "as-given";
    public const string Unaccented = "unaccented";
    public const string Accented = "accented";
    public const string HyphenAsSpace = "hyphen-as-space";
    public const string SpaceAsHyphen = "space-as-hyphen";
    public const string ApostropheAsSpace = "apostrophe-as-space";
    public const string SeparatorsRemoved = "separators-removed";
    public const string BothNames = "birth-and-used-name";
    public const string Component = "component";
    public const string Inverted = "inverted";
    public const string Transliterated = "transliterated";
    public const string ParticleDropped = "particle-dropped";
    public const string ParticleSplit = "particle-split";
    public const string Saint = "saint";
    public const string CompoundTruncated = "compound-truncated";
    public const string OtherGivenName = "other-given-name";
    public const string AllGivenNames = "all-given-names";
    public const string UsedGivenName = "used-given-name";
    public const string Spelling = "listed-spelling";
    public const string Exchanged = "name-and-given-exchanged";
    public const string Prefix = "prefix";
}
