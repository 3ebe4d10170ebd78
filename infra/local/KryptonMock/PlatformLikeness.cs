namespace KryptonMock;

/// <summary>
/// Ways of known DICOMweb servers, as <c>docs/platforms.md</c> has them with their sources: so that tests meet more
/// than one kind of platform, and whoever tries something out can.
/// </summary>
public static class PlatformLikeness
{
    /// <summary>The names, in the order of the page.</summary>
    public static IReadOnlyList<string> Names { get; } = ["own", "dcm4chee", "orthanc", "azure"];

    /// <summary>The settings with the ways of that kind; null for a name that is none.</summary>
    public static MockSettings? Of(string name, MockSettings settings) =>
        name switch
        {
            "own" => settings,
            "dcm4chee" => settings with
            {
                Qido = Dcm4chee,
                Search = settings.Search with { NobodyFound = NobodyFound.Outcome },
                Audit = StrictAudit,
            },
            "orthanc" => settings with { Qido = Orthanc, Audit = StrictAudit },
            "azure" => settings with { Qido = Azure, Audit = StrictAudit },
            _ => null,
        };

    /// <summary>R4's search parameters of an AuditEvent that name an entity.</summary>
    private static AuditTraits StrictAudit { get; } = new() { SearchParameters = ["entity", "entity:identifier"] };

    /// <summary>The issuer's qualifiers kept apart; 299 where a page is not the last; capped pages.</summary>
    private static QidoTraits Dcm4chee { get; } =
        new()
        {
            Issuer = IssuerFiling.Qualifier,
            WarnsOfMore = true,
            EmptyAs204 = true,
            PageCap = 100,
        };

    /// <summary>No availability; ignores case, and conditions on what is missing; warns of nothing.</summary>
    private static QidoTraits Orthanc { get; } =
        new()
        {
            Issuer = IssuerFiling.Finess,
            GivesAvailability = false,
            IgnoresCase = true,
            UndatedMatches = true,
            PageCap = 100,
        };

    /// <summary>
    /// Knows no issuer, neither to search nor to give; one UID a query; a limit above 200 is refused; the number of
    /// instances by <c>includefield</c> only, no numbers of series.
    /// </summary>
    private static QidoTraits Azure { get; } =
        new()
        {
            Issuer = IssuerFiling.Absent,
            RefusedConditions = ["IssuerOfPatientID"],
            OnRequestOnly = true,
            OneUidAQuery = true,
            RefusedAboveLimit = 200,
            EmptyAs204 = true,
            IgnoresCase = true,
        };
}
