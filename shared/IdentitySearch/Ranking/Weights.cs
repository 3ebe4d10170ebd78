namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// The weights of agreement, log2(m/u) in bits: m, how often records of one person agree so; u, how often records of
/// two persons do. Starting values from error rates of hospital registers; they are not fitted to the evaluation's
/// generator.
/// </summary>
internal static class Weights
{
    /// <summary>Bits of weight from which a candidate is probable.</summary>
    public const double Probable = 10;

    /// <summary>
    /// What the birth date must weigh beside it, where no identifier agrees: that of a full date, or of a year and
    /// month.
    /// </summary>
    public const double DateOfProbable = 9;

    /// <summary>The same where the birth place agrees: also that of a date with day and month exchanged.</summary>
    public const double DateOfProbableWithPlace = 7;

    /// <summary>
    /// The most that the traits of twins, or of parent and child of one name, may weigh; an identifier counts beside
    /// it.
    /// </summary>
    public const double Relative = 6.9;

    public const double SurnameM = 0.86;
    public const double SurnameLeast = 7;
    public const double SurnameMost = 17;
    public const double ComponentM = 0.05;
    public const double ComponentMost = 9;
    public const double UsedName = -0.5;

    public const double GivenM = 0.90;
    public const double GivenMost = 13;
    public const double TruncatedM = 0.05;
    public const double TruncatedMost = 7;
    public const double OtherGivenM = 0.03;
    public const double OtherGivenMost = 6;

    /// <summary>Beside an equal surname: its words in another order.</summary>
    public static readonly double Reordered = Bits(0.05, SurnameM);

    /// <summary>Surname and given name in each other's field, for each of the two.</summary>
    public static readonly double Exchanged = Bits(0.005, 1) / 2;

    public static readonly double SurnamePhonetic = Bits(0.025, 4e-4);
    public static readonly double SurnameClose = Bits(0.03, 6e-4);
    public static readonly double SurnameSimilar = Bits(0.012, 2.5e-3);
    public static readonly double SurnameRemote = Bits(0.006, 1.2e-2);
    public static readonly double SurnameDifferent = Bits(0.02, 0.98);

    /// <summary>A woman with a used name may be known elsewhere by a third one.</summary>
    public static readonly double SurnameDifferentWithUsed = Bits(0.05, 0.98);

    public static readonly double GivenPhonetic = Bits(0.015, 1.5e-3);
    public static readonly double GivenClose = Bits(0.02, 2.5e-3);
    public static readonly double GivenSimilar = Bits(0.006, 8e-3);
    public static readonly double GivenDifferent = Bits(0.02, 0.97);

    public static readonly double DateEqual = Bits(0.972, 4e-5);
    public static readonly double DateEqualPlaceholder = Bits(0.972, 4e-4);
    public static readonly double DateExchanged = Bits(0.006, 4e-5);
    public static readonly double DatePlaceholder = Bits(0.006, 4e-4);
    public static readonly double DateMonthEqual = Bits(0.972, 1.1e-3);
    public static readonly double DateYearEqual = Bits(0.972, 1.3e-2);
    public static readonly double DateTwoParts = Bits(0.011, 3.5e-3);
    public static readonly double DateSameYear = Bits(0.001, 1.3e-2);
    public static readonly double DateDifferent = Bits(0.003, 0.98);

    public static readonly double SexEqual = Bits(0.995, 0.5);
    public static readonly double SexDifferent = Bits(0.005, 0.5);

    public static readonly double PlaceEqual = Math.Min(7, Bits(0.94, 0.004));
    public static readonly double PlaceDepartment = Bits(0.02, 0.03);
    public static readonly double PlaceDifferent = Bits(0.04, 0.966);

    public static readonly double InsEqual = Bits(0.998, 1e-9);

    /// <summary>An INS that is not qualified on both sides may be that of a parent who pays.</summary>
    public static readonly double InsEqualUnqualified = Bits(0.998, 1e-4);
    public static readonly double InsDifferent = Bits(0.002, 1);
    public static readonly double IppEqual = Bits(0.995, 1e-7);
    public static readonly double IppPadded = Bits(0.995, 1e-4);

    public static double Bits(double m, double u) => Math.Log2(m / u);
}
