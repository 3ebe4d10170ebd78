using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Lab.Viewer;

/// <summary>
/// The npm package of OHIF's built pages, installed into its folder at the first start of the lab. The lock names that
/// one package with its hash: what it was built from is in it already.
/// </summary>
internal static class OhifPackage
{
    private static readonly string InRepository = Path.Combine("infra", "local", "Lab", "Viewer", "ohif");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The folder of the pages; null where there is no npm, or it does not get the package.</summary>
    public static async Task<string?> EnsureAsync(Action<string>? progress, CancellationToken cancellationToken)
    {
        if (Find() is not { } folder)
        {
            return null;
        }

        // Several test processes may start at once; one installs, the others wait.
        await using var turn = await TakeTurnAsync(Path.Combine(folder, ".install.lock"), cancellationToken);
        var pages = Path.Combine(folder, "node_modules", "@ohif", "app", "dist");
        var mark = Path.Combine(folder, "node_modules", ".installed-lock");
        var wanted = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken))
        );
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark, cancellationToken) == wanted)
        {
            return pages;
        }

        progress?.Invoke("Installing OHIF, the viewer, with npm ci (first run only, 50 MB) …");
        if (!await InstallAsync(folder, cancellationToken))
        {
            progress?.Invoke(
                $"OHIF could not be installed: links open without images until 'npm ci' works in {folder}."
            );
            return null;
        }

        await File.WriteAllTextAsync(mark, wanted, cancellationToken);
        return pages;
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, InRepository);
            if (at.EnumerateFiles("*.sln").Any())
            {
                return File.Exists(Path.Combine(folder, "package-lock.json")) ? folder : null;
            }
        }

        return null;
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private static async Task<bool> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo(
                    OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                    ["ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--no-progress", "--silent"]
                )
                {
                    WorkingDirectory = folder,
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                }
            )!;
            await using var stop = patience.Token.Register(() => npm.Kill(entireProcessTree: true));
            npm.StandardInput.Close();
            await npm.WaitForExitAsync(cancellationToken);
            return npm.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // No npm on the path.
            return false;
        }
    }
}
