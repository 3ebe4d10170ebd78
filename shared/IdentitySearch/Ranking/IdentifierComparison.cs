namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Compares INS and IPP: only numbers of one register or one authority are compared at all.</summary>
internal static class IdentifierComparison
{
    public static TraitScore CompareIns(PreparedIdentity one, PreparedIdentity other)
    {
        var qualified = one.IsQualified && other.IsQualified;
        var compared = false;
        foreach (var ins in one.Ins)
        {
            foreach (var with in other.Ins)
            {
                if (ins.Authority == with.Authority)
                {
                    if (ins.Number == with.Number)
                    {
                        return new TraitScore(
                            Agreement.Exact,
                            qualified ? Weights.InsEqual : Weights.InsEqualUnqualified
                        );
                    }

                    compared = true;
                }
            }
        }

        return compared && qualified ? new TraitScore(Agreement.Different, Weights.InsDifferent) : TraitScore.None;
    }

    /// <summary>Other numbers of one authority say nothing: an establishment may hold a person twice.</summary>
    public static TraitScore CompareIpp(PreparedIdentity one, PreparedIdentity other)
    {
        var best = TraitScore.None;
        foreach (var ipp in one.Ipps)
        {
            foreach (var with in other.Ipps)
            {
                if (ipp == with)
                {
                    return new TraitScore(Agreement.Exact, Weights.IppEqual);
                }

                if (ipp.Authority == with.Authority && ipp.Core == with.Core)
                {
                    best = new TraitScore(Agreement.Equivalent, Weights.IppPadded);
                }
            }
        }

        return best;
    }
}
