using Workbench.Dcc;
using Workbench.Sessions;

namespace Workbench;

/// <summary>What the workbench is told by whoever serves it.</summary>
public sealed record WorkbenchOptions
{
    /// <summary>The functions, without <c>/api/v1</c>.</summary>
    public required Uri Functions { get; init; }

    /// <summary>Krypton's viewer, to which a link leads in the end: forms may be redirected there.</summary>
    public required Uri Viewer { get; init; }

    /// <summary>The mock, for the presenter's faults; null where there is none, as in the lab.</summary>
    public Uri? Mock { get; init; }

    /// <summary>Signs the DCC's token for a user.</summary>
    public required Func<DccUser, string> Token { get; init; }

    /// <summary>Patients of whom Krypton has studies, spelled as the DCC would.</summary>
    public required Func<IReadOnlyList<SamplePatient>> Samples { get; init; }
}

/// <summary>A patient to try with.</summary>
/// <param name="Spelling">How the DCC's spelling differs from Krypton's, in words.</param>
/// <param name="Patient">The traits.</param>
public sealed record SamplePatient(string Spelling, DccPatient Patient);
