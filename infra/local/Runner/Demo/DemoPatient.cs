namespace Runner.Demo;

/// <summary>
/// A patient as the DCC knows them: the body of a search, spelled in the DCC's way and not as Krypton's records are.
/// </summary>
/// <param name="Label">For the screen.</param>
/// <param name="Spelling">What differs from Krypton's record, in words.</param>
/// <param name="Traits">The <c>patient</c> of the requests.</param>
/// <param name="BirthDate">As in Krypton's record, to recognise the right candidate.</param>
public sealed record DemoPatient(string Label, string Spelling, PatientTraits Traits, string BirthDate);

/// <summary>The <c>patient</c> object of the API.</summary>
public sealed record PatientTraits(
    InsTrait? Ins,
    IReadOnlyList<IppTrait>? Ipps,
    string? BirthName,
    string? UsedName,
    IReadOnlyList<string> GivenNames,
    string Sex,
    string BirthDate
);

/// <summary>INS of a patient.</summary>
public sealed record InsTrait(string Value, string Oid, string Status);

/// <summary>IPP of a patient.</summary>
public sealed record IppTrait(string Value, string Authority);
