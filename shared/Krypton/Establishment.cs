namespace KryptonFunctions.Krypton;

/// <summary>An establishment of the region as Krypton lists it.</summary>
/// <param name="Id">Krypton's id of the Organization.</param>
/// <param name="Name">As listed.</param>
/// <param name="Finess">Nine characters, or null.</param>
/// <param name="PatientIdOid">OID under which it gives its patient numbers (IPP), without <c>urn:oid:</c>, or
/// null.</param>
/// <param name="Department">Number of the département, such as <c>33</c> or <c>2A</c>, or null.</param>
/// <param name="DepartmentName">Its name, or null.</param>
/// <param name="City">As listed, or null.</param>
/// <param name="Connected">True where its studies can be seen through Krypton.</param>
/// <param name="ServiceLevel"><c>exchange</c> (échange et partage) or <c>priors</c> (envoi d'antériorités), or
/// null.</param>
public sealed record Establishment(
    string Id,
    string Name,
    string? Finess,
    string? PatientIdOid,
    string? Department,
    string? DepartmentName,
    string? City,
    bool Connected,
    string? ServiceLevel
);

/// <summary>What came of asking for the establishments.</summary>
public abstract record EstablishmentsAnswer
{
    private EstablishmentsAnswer() { }

    /// <summary>All of them, by name.</summary>
    public sealed record Listed(IReadOnlyList<Establishment> Establishments) : EstablishmentsAnswer;

    public sealed record Unavailable(KryptonFault Fault) : EstablishmentsAnswer;
}
