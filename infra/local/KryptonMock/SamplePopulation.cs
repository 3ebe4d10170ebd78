namespace KryptonMock;

/// <summary>
/// The small invented population that lies beside the program: what is served where no other is named.
/// </summary>
public static class SamplePopulation
{
    /// <summary>Holds <c>Patient.ndjson</c>, <c>ImagingStudy.ndjson</c> and <c>Organization.ndjson</c>.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "population");
}
