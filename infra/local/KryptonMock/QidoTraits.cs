namespace KryptonMock;

/// <summary>Which of the ways that are seen of DICOMweb servers this one has.</summary>
public sealed record QidoTraits
{
    /// <summary>204 instead of 200 <c>[]</c> where nothing is found. Default false.</summary>
    public bool EmptyAs204 { get; init; }

    /// <summary>Whether the index gives InstanceAvailability where asked for. Default true.</summary>
    public bool GivesAvailability { get; init; } = true;

    /// <summary>IS values as texts instead of numbers. Default false.</summary>
    public bool NumbersAsStrings { get; init; }

    /// <summary>Whether the index knows the number of instances. Default true.</summary>
    public bool GivesInstances { get; init; } = true;

    /// <summary>Whether the central server knows the number of instances. Default true.</summary>
    public bool CentralGivesInstances { get; init; } = true;

    /// <summary>
    /// The numbers of series and instances, times, modalities and the sex are given by <c>includefield</c> only, which
    /// the standard allows. Default false.
    /// </summary>
    public bool OnRequestOnly { get; init; }

    /// <summary>Whether <c>/studies/{uid}/instances</c> can be asked. Default true.</summary>
    public bool ListsInstances { get; init; } = true;

    /// <summary>The most studies of a page, whatever <c>limit</c> says. Default 200.</summary>
    public int PageCap { get; init; } = 200;

    /// <summary>The most studies of a search on all its pages, or null. Default null.</summary>
    public int? TotalCap { get; init; }

    /// <summary><c>Warning: 299</c> where there is more than was given. Default false.</summary>
    public bool WarnsOfMore { get; init; }

    /// <summary>A <c>limit</c> above this is refused with 400. Default null: none is.</summary>
    public int? RefusedAboveLimit { get; init; }

    /// <summary>More than one StudyInstanceUID in a search is refused with 400. Default false.</summary>
    public bool OneUidAQuery { get; init; }

    /// <summary>Conditions, by keyword, that are passed over in silence. Default none.</summary>
    public IReadOnlyList<string> DroppedConditions { get; init; } = [];

    /// <summary>Conditions, by keyword, that are refused with 400. Default none.</summary>
    public IReadOnlyList<string> RefusedConditions { get; init; } = [];

    /// <summary>A PatientID is found whatever its case. Default false.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>A study without a date meets every condition on the date. Default false.</summary>
    public bool UndatedMatches { get; init; }

    /// <summary>How the sites file the issuer of their patient numbers; matched to the letter. Default any.</summary>
    public IssuerFiling Issuer { get; init; }
}

/// <summary>How the issuer of a PatientID is filed.</summary>
public enum IssuerFiling
{
    /// <summary>As OID, and found as OID, as <c>urn:oid:</c> and by the FINESS that ends it.</summary>
    Any,

    /// <summary>As OID.</summary>
    Oid,

    /// <summary>As the FINESS that ends the OID.</summary>
    Finess,

    /// <summary>As a name, <c>IPP-</c> and the FINESS.</summary>
    Name,

    /// <summary>That name, and the OID in the qualifiers (0010,0024).</summary>
    Qualifier,

    /// <summary>Not at all.</summary>
    Absent,
}
