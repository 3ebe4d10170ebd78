using Runner;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Lab.Tests.RunningLab))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Lab.Tests;

/// <summary>
/// One lab for all tests: Azurite, three Orthanc and the adapter on free ports, and the functions in processes that can
/// be killed. Where the packages are missing nothing is started, and each test that asks for it is skipped.
/// </summary>
public sealed class RunningLab : IAsyncLifetime
{
    /// <summary>As short as a test wants them.</summary>
    private static readonly Dictionary<string, string?> Times = new()
    {
        ["Prefetch:FirstPoll"] = "00:00:01",
        ["Prefetch:MaxPoll"] = "00:00:02",
        ["Prefetch:VerifyAfter"] = "00:00:01",
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("krypton-lab-tests-");
    private readonly StackPorts ports = StackPorts.FreeInARow();
    private LocalStack? backends;
    private LocalStack? functions;

    /// <summary>The lab; skips the test where it cannot run.</summary>
    public LabStack Lab
    {
        get
        {
            Assert.SkipWhen(LabPackages.Missing is not null, LabPackages.Missing ?? "");
            return backends!.Lab!;
        }
    }

    public Uri Dcc => backends!.Dcc;

    public Uri Functions => functions!.Functions;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        if (LabPackages.Missing is null)
        {
            backends = await LocalStack.StartAsync(
                new StackOptions
                {
                    WithFunctions = false,
                    DataFolder = folder.FullName,
                    Ports = ports,
                    Lab = LabPorts.Free,
                    LabPatients = 2,
                }
            );
            functions = await StartFunctionsAsync();
        }
    }

    /// <summary>The host of the functions dies, and with it its worker; both are started again.</summary>
    public async Task KillFunctionsAsync()
    {
        functions!.Host!.Kill();
        await functions.DisposeAsync();
        functions = await StartFunctionsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (functions?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (backends?.DisposeAsync() ?? ValueTask.CompletedTask);
        Http.Dispose();
        folder.Delete(recursive: true);
    }

    private Task<LocalStack> StartFunctionsAsync() =>
        LocalStack.StartAsync(
            new StackOptions
            {
                WithBackends = false,
                Ports = ports,
                Settings = Times,
                Log = _ => { },
            }
        );
}
