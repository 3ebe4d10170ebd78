using System.Globalization;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;

namespace KryptonFunctions.PersonRequests;

/// <summary>
/// The traces that an officer's answer to a person's request leaves, before anything is given or erased: in the chain
/// of each Krypton id asked for and for each pré-fiche found, or one where nothing was found. No INS is in them.
/// </summary>
public sealed class PersonRequestTraces(TraceWriter writer)
{
    /// <summary>HL7's purpose of use for what is done at the patient's request.</summary>
    private const string PatientRequest = "PATRQT";

    /// <returns>Null; a failure where a trace could not be written: nothing may be given or erased then.</returns>
    public Task<Failure?> WriteAsync(
        string officer,
        TraceAction action,
        SoughtPerson person,
        PersonFile file,
        CancellationToken cancellationToken
    )
    {
        var entry = new TraceEntry
        {
            Action = action,
            User = new TraceUser(officer),
            Reason = PatientRequest,
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["preFiches"] = file.PreFiches.Count.ToString(CultureInfo.InvariantCulture),
                ["over"] = file.PreFiches.Count(p => p.RcpIsOver).ToString(CultureInfo.InvariantCulture),
                ["links"] = file.Links.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
        TraceEntry[] entries =
        [
            .. person.PatientIds.Select(id => entry with { Patient = id }),
            .. file.PreFiches.Select(p => entry with { RcpId = p.Context.RcpId, PreFicheId = p.Context.PreFicheId }),
        ];
        return writer.WriteEachAsync(entries.Length == 0 ? [entry] : entries, cancellationToken);
    }
}
