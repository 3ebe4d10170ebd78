using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// The identifiers of a record that can be compared: INS by type and OID (the billing number shares the OID and is
/// none), IPP by type.
/// </summary>
internal readonly record struct RecordedIdentifiers(Ins[] Ins, Ipp[] Ipps)
{
    private const string Billing = "NH";
    private const string Deprecated = "INS-C";
    private const string PatientNumber = "PI";

    public static RecordedIdentifiers From(PatientRecord record)
    {
        var ins = new List<Ins>(1);
        var ipps = new List<Ipp>(record.Identifiers.Count);
        foreach (var identifier in record.Identifiers)
        {
            if (IsIns(identifier))
            {
                if (Identity.Ins.TryParse(identifier.Value, identifier.Authority, out var read, out _))
                {
                    ins.Add(read);
                }
            }
            else if (IsIpp(identifier) && Ipp.TryParse(identifier.Value, identifier.Authority, out var ipp))
            {
                ipps.Add(ipp);
            }
        }

        return new RecordedIdentifiers([.. ins], [.. ipps]);
    }

    public static bool IsIns(RecordedIdentifier identifier) =>
        identifier.TypeCode is not (Billing or Deprecated) && InsOid.Parse(identifier.Authority) is not null;

    public static bool IsIpp(RecordedIdentifier identifier) =>
        identifier.TypeCode is PatientNumber or null && InsOid.Parse(identifier.Authority) is null;
}
