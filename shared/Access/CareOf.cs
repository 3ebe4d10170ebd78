using System.Collections.Frozen;

namespace KryptonFunctions.Access;

/// <summary>In whose care a user takes part, as the token says.</summary>
/// <param name="Rcps">Claim <c>care_of_rcp</c>: RCPs with all their pré-fiches; <c>*</c> for every one, only in the
/// local environment.</param>
/// <param name="PreFiches">Claim <c>care_of_prefiche</c>, each <c>RCP/pré-fiche</c>: the same id in another RCP is
/// another pré-fiche.</param>
public sealed record CareOf(IReadOnlySet<string> Rcps, IReadOnlySet<CareContext> PreFiches)
{
    /// <summary>Stands for every RCP.</summary>
    public const string Everybody = "*";

    private const char Separator = '/';

    /// <summary>No part in anybody's care.</summary>
    public static CareOf Nobody { get; } = new(FrozenSet<string>.Empty, FrozenSet<CareContext>.Empty);

    /// <summary>Reads the values of the two claims; one that has not its form covers nothing.</summary>
    public static CareOf From(IEnumerable<string> rcps, IEnumerable<string> preFiches) =>
        new(
            rcps.Where(id => id == Everybody || DccIds.IsValid(id)).ToFrozenSet(StringComparer.Ordinal),
            preFiches
                .Select(text => text.Split(Separator))
                .Where(parts => parts is [var rcp, var preFiche] && DccIds.IsValid(rcp) && DccIds.IsValid(preFiche))
                .Select(parts => new CareContext(parts[0], parts[1]))
                .ToFrozenSet()
        );

    /// <summary>True for an RCP that is named, or a pré-fiche that is named in its RCP or whose RCP is.</summary>
    public bool Covers(CareContext context) =>
        Rcps.Contains(Everybody) || Rcps.Contains(context.RcpId) || PreFiches.Contains(context);
}
