namespace KryptonFunctions.Access;

/// <summary>The languages in which the API speaks to people.</summary>
public enum Language
{
    /// <summary>The default: that of the clinicians.</summary>
    French,
    English,
}

/// <summary>
/// A sentence of ours in both languages, beside one another where it is said, so that neither is forgotten. Codes and
/// names of fields are the same in both.
/// </summary>
public sealed record Wording(string French, string English)
{
    public string In(Language language) => language == Language.English ? English : French;
}
