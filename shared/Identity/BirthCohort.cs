namespace KryptonFunctions.Identity;

/// <summary>
/// The periods in which INSEE's given names are counted here; a given name says little without the time it was in
/// fashion.
/// </summary>
public enum BirthCohort
{
    Before1940,
    Before1960,
    Before1980,
    Before2000,
    Since2000,
}

/// <summary>Finds the cohort of a year.</summary>
public static class BirthCohorts
{
    /// <summary>The number of cohorts.</summary>
    public const int Count = 5;

    /// <summary>The cohort of a birth year; years before 1900 count with the first.</summary>
    public static BirthCohort Of(int year) =>
        year switch
        {
            < 1940 => BirthCohort.Before1940,
            < 1960 => BirthCohort.Before1960,
            < 1980 => BirthCohort.Before1980,
            < 2000 => BirthCohort.Before2000,
            _ => BirthCohort.Since2000,
        };
}
