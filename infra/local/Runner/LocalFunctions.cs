using FunctionsHost;
using Krypton.Functions;
using Microsoft.Extensions.Logging;

namespace Runner;

/// <summary>The Krypton functions in the in-process host.</summary>
internal static class LocalFunctions
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is missing or out of bounds.</exception>
    /// <exception cref="RunnerException">A setting cannot be read.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(LocalStack stack, CancellationToken cancellation)
    {
        var settings = FunctionsSettings.For(stack);
        var starting = true;
        try
        {
            var host = await LocalFunctionsHost.StartAsync(
                new LocalFunctionsHostOptions
                {
                    Assemblies = [typeof(KryptonApp).Assembly],
                    HostJsonPath = RepositoryFolder.Find("host.json"),
                    Configuration = settings,
                    ConfigureServices = services => services.AddKryptonFunctions(settings),
                    Middleware = worker => worker.UseKryptonMiddleware(),
                    Url = stack.Functions.ToString(),
                    StorageConnectionString = stack.Storage.ConnectionString,
                    TaskHub = settings["TaskHubName"] ?? "KryptonLocal",
                    // A start that fails is told in one sentence; the host would log it with a stack trace before.
                    Logging = stack.Options.Logging ?? (logging => WarningsToTheConsole(logging, () => starting)),
                },
                cancellation);
            starting = false;
            return host;
        }
        catch (InvalidOperationException unreadable) when (unreadable.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            throw new RunnerException(ExitCode.BrokenSetting, $"A setting cannot be read. {unreadable.Message}", unreadable);
        }
    }

    private static void WarningsToTheConsole(ILoggingBuilder logging, Func<bool> starting) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && !starting())
        .AddSimpleConsole(console => console.SingleLine = true);
}
