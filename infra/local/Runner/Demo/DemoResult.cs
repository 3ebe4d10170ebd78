namespace Runner.Demo;

/// <summary>The last line of the demo, one JSON object.</summary>
/// <param name="Searches">Identity searches answered.</param>
/// <param name="LinksOpened">Viewer links that opened.</param>
/// <param name="Prefiches">Pré-fiches of the RCP with a chosen identity.</param>
/// <param name="Studies">Studies attached.</param>
/// <param name="Online">Of these, how many lie on the central server.</param>
/// <param name="NotReady">The others.</param>
/// <param name="Orders">Repatriations that Krypton counted for this RCP.</param>
/// <param name="DuplicateOrders">Of these, how many repeat a study.</param>
/// <param name="Traces">Traces of this RCP that an auditor sees.</param>
/// <param name="ElapsedSeconds">From the first call to the last.</param>
public sealed record DemoResult(
    int Searches,
    int LinksOpened,
    int Prefiches,
    int Studies,
    int Online,
    int NotReady,
    int Orders,
    int DuplicateOrders,
    int Traces,
    double ElapsedSeconds
);
