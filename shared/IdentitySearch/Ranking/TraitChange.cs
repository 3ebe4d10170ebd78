namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>What a correction does to one trait.</summary>
internal enum TraitChange
{
    /// <summary>Nothing, or another spelling.</summary>
    None,

    /// <summary>It was not known before, or is known more precisely.</summary>
    Added,

    /// <summary>It says something else, or is gone.</summary>
    Other,
}
