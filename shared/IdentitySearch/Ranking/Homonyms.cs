namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Persons of one name, as far as two identities show that they are two.</summary>
internal static class Homonyms
{
    public static bool HaveOneName(in PairScore score) =>
        score.Surname.Agreement is Agreement.Exact or Agreement.Equivalent
        && score.Given.Agreement is Agreement.Exact or Agreement.Equivalent;

    /// <summary>
    /// The same names and birth date, and something that one person has only one of: the INS, the sex, the birth place,
    /// the patient number of one establishment. An equal INS makes them one person all the same.
    /// </summary>
    public static bool OfOneDay(in PairScore score, PreparedIdentity one, PreparedIdentity other) =>
        HaveOneName(score)
        && score.BirthDate.Agreement == Agreement.Exact
        && score.Ins.Agreement != Agreement.Exact
        && (
            score.Sex.Agreement == Agreement.Different
            || score.BirthPlace.Agreement is Agreement.Different or Agreement.SameDepartment
            || HaveOtherIns(one, other)
            || (score.Ipp.Agreement == Agreement.Missing && ShareAuthority(one, other))
        );

    private static bool HaveOtherIns(PreparedIdentity one, PreparedIdentity other) =>
        Array.Exists(one.Ins, ins => Array.Exists(other.Ins, with => with.Authority == ins.Authority));

    private static bool ShareAuthority(PreparedIdentity one, PreparedIdentity other) =>
        Array.Exists(one.Ipps, ipp => Array.Exists(other.Ipps, with => with.Authority == ipp.Authority));
}
