using Runner.Demo;
using Workbench;
using Workbench.Dcc;

namespace Runner.Dcc;

/// <summary>Where the rest of the system is, as the workbench needs to know it.</summary>
/// <param name="Functions">The functions.</param>
/// <param name="Krypton">The mock, or the lab's adapter; its viewer is there.</param>
/// <param name="IsMock">True where it has the mock's administration.</param>
/// <param name="Population">The folder with Krypton's patients; asked when they are needed.</param>
public sealed record DccPlaces(Uri Functions, Uri Krypton, bool IsMock, Func<string> Population)
{
    private const int Samples = 8;
    private static readonly string[] AllRcps = ["*"];

    internal WorkbenchOptions Workbench(DccTokens tokens) =>
        new()
        {
            Functions = Functions,
            Viewer = Krypton,
            Mock = IsMock ? Krypton : null,
            Token = user => tokens.Sign(Asked(user.Id, user.Role)).AccessToken,
            Samples = () => [.. DemoPatients.Choose(Population(), Samples).Select(Sample)],
        };

    private static TokenRequest Asked(string user, string role) =>
        new(user, Name: user, Rpps: "10001234567", Roles: [role], CareOfRcp: AllRcps);

    private static SamplePatient Sample(DemoPatient demo) =>
        new(
            demo.Spelling,
            new DccPatient(
                demo.Traits.Ins is { } ins ? new DccIns(ins.Value, ins.Oid, ins.Status) : null,
                demo.Traits.Ipps?.Select(ipp => new DccIpp(ipp.Value, ipp.Authority)).ToList(),
                demo.Traits.BirthName,
                demo.Traits.UsedName,
                demo.Traits.GivenNames,
                null,
                demo.Traits.Sex,
                demo.Traits.BirthDate
            )
        );
}
