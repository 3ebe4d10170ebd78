using Workbench.Sessions;

namespace Workbench.Dcc;

/// <summary>
/// The DCC's own patients. The functions give no patient back, so the DCC shows those that it has; the workbench
/// forgets them when it ends.
/// </summary>
internal sealed class PatientBook
{
    private const int MaxPatients = 5_000;
    private readonly Lock gate = new();
    private readonly BoundedMap<PreFicheKey, DccPatient> patients = new(MaxPatients);

    /// <summary>The patient of a pré-fiche; null where somebody else announced it.</summary>
    public DccPatient? Find(PreFicheKey preFiche)
    {
        lock (gate)
        {
            return patients.Find(preFiche);
        }
    }

    public void Set(PreFicheKey preFiche, DccPatient patient)
    {
        lock (gate)
        {
            patients.Set(preFiche, patient);
        }
    }
}
