using System.Net;
using System.Net.Sockets;
using KryptonFunctions.Tests.Kills;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>
/// What a person is told whose machine, arguments or settings are not as they should be; the Runner is a process of its
/// own.
/// </summary>
public sealed class BrokenSetUpTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];
    private readonly string folder = Directory.CreateTempSubdirectory("krypton-broken-").FullName;
    private readonly string ports = $"{RunnerProcess.FreePorts()}";

    [Theory]
    [InlineData("Unrecognized command or argument 'nonsense'.", "nonsense")]
    [InlineData("Unrecognized command or argument '--nonsense'.", "--nonsense")]
    [InlineData("Required argument missing for option: '--data'.", "--data")]
    [InlineData("'80' is no port from 1024 to 65000.", "--ports", "80")]
    [InlineData("'nowhere' is no http address.", "demo", "--base", "nowhere")]
    [InlineData("Unrecognized command or argument '--base'.", "--base", "http://localhost:7071")]
    [InlineData("The population folder no-such-folder does not exist.", "--population", "no-such-folder")]
    public async Task WrongArgumentsAreNamedWithTheUsage(string wrong, params string[] arguments)
    {
        var run = await RunnerOnce.Run(NoSettings, arguments);

        run.ExitCode.ShouldBe(2);
        run.Complained.ShouldStartWith(wrong);
        run.Complained.ShouldContain("--population <DIR>");
    }

    [Theory]
    [InlineData("Krypton__FhirBaseUrl", "nonsense", "Krypton:FhirBaseUrl")]
    [InlineData("Prefetch__Retries", "xyz", "Prefetch:Retries")]
    [InlineData("App__Environment", "moon", "App:Environment")]
    [InlineData("Traces__PatientKeySecret", "nonsense", "Traces:PatientKeySecret")]
    [InlineData("AzureWebJobsStorage", "nonsense", "AzureWebJobsStorage")]
    public async Task ABrokenSettingIsNamed(string name, string value, string told) =>
        (
            await RunnerOnce.Run(new Dictionary<string, string> { [name] = value }, "--ports", ports, "--data", folder)
        ).ShouldHaveSaid(5, told);

    [Theory]
    [InlineData(3, "the Krypton mock")]
    [InlineData(4, "the DCC stand-in")]
    [InlineData(5, "the functions")]
    public async Task APortInUseIsNamedWithThePartThatWantedIt(int at, string part)
    {
        var port = int.Parse(ports) + at;
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        (await RunnerOnce.Run(NoSettings, "--ports", ports, "--data", folder)).ShouldHaveSaid(
            3,
            $"Port {port}, meant for {part}, is in use"
        );
    }

    [Fact]
    public async Task WithoutNodeItIsSaidWhatToInstall()
    {
        var path = new Dictionary<string, string> { ["PATH"] = folder };

        (await RunnerOnce.Run(path, "--ports", ports, "--data", folder)).ShouldHaveSaid(
            4,
            "Node.js 20 or newer is needed"
        );
    }

    [Fact]
    public async Task ADataFolderThatIsAFileIsNamed()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (await RunnerOnce.Run(NoSettings, "--ports", ports, "--data", Path.Combine(file, "data"))).ShouldHaveSaid(
            6,
            $"Nothing can be kept in the data folder {file}"
        );
    }

    [Theory]
    [InlineData("Patient.ndjson", "{ \"resourceType\": \"Patient\", ")]
    [InlineData("Patient.ndjson", "[]")]
    [InlineData("ImagingStudy.ndjson", "{}")]
    [InlineData("Organization.ndjson", "null")]
    public async Task ALineOfThePopulationThatCannotBeReadIsNamed(string file, string line)
    {
        foreach (var sample in Directory.EnumerateFiles(SamplePopulation.Folder))
        {
            File.Copy(sample, Path.Combine(folder, Path.GetFileName(sample)));
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
        lines[1] = line;
        await File.WriteAllLinesAsync(Path.Combine(folder, file), lines, TestContext.Current.CancellationToken);

        (await RunnerOnce.Run(NoSettings, "--ports", ports, "--data", folder, "--population", folder)).ShouldHaveSaid(
            6,
            $"{file}, line 2"
        );
    }

    [Fact]
    public async Task FunctionsWithoutBackendsSayThatTheStorageIsNotThere() =>
        (await RunnerOnce.Run(NoSettings, "functions", "--ports", ports)).ShouldHaveSaid(
            6,
            $"The blob storage at http://127.0.0.1:{int.Parse(ports)} cannot be used: Connection refused"
        );

    [Fact]
    public async Task ADemoOfFunctionsThatDoNotRunSaysSo() =>
        (await RunnerOnce.Run(NoSettings, "demo", "--base", $"http://localhost:{ports}")).ShouldHaveSaid(
            6,
            "The functions cannot be reached at"
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
