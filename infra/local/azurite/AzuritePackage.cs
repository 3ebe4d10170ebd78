using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace AzuriteServer;

/// <summary>The npm package folder that pins Azurite, installed into itself on first use.</summary>
internal static class AzuritePackage
{
    /// <summary>Returns the folder with Azurite installed as its lock file says.</summary>
    /// <exception cref="AzuriteException">There is no such folder, no npm, or <c>npm ci</c> failed.</exception>
    public static async Task<string> EnsureInstalledAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var folder = options.PackageFolder ?? Find();
        if (!File.Exists(Path.Combine(folder, "package-lock.json")))
        {
            throw new AzuriteException(
                AzuriteProblem.PackageMissing,
                $"{folder} holds no package-lock.json of Azurite."
            );
        }

        var wanted = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken))
        );
        // npm empties node_modules before it installs, so the mark is only there after a whole installation.
        var mark = Path.Combine(folder, "node_modules", ".installed-lock");
        if (await IsMarkedAsync(mark, wanted, cancellationToken))
        {
            return folder;
        }

        await using var turn = await TakeTurnAsync(Path.Combine(folder, ".install.lock"), cancellationToken);
        if (!await IsMarkedAsync(mark, wanted, cancellationToken))
        {
            options.Progress?.Invoke("Installing Azurite with npm ci (first run only, about half a minute)…");
            await InstallAsync(folder, cancellationToken);
            await File.WriteAllTextAsync(mark, wanted, cancellationToken);
        }

        return folder;
    }

    /// <summary>Starts a program of Node with its streams redirected.</summary>
    /// <exception cref="AzuriteException">It is not on the path.</exception>
    public static Process Start(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} gave no process.");
        }
        catch (Win32Exception missing)
        {
            throw new AzuriteException(
                AzuriteProblem.NodeMissing,
                "Node.js 20 or newer is needed for Azurite, the storage emulator, and was not found: install it so "
                    + "that 'node' and 'npm' are on the path.",
                missing
            );
        }
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "infra", "local", "azurite");
            if (at.EnumerateFiles("*.sln").Any() && File.Exists(Path.Combine(folder, "package-lock.json")))
            {
                return folder;
            }
        }

        throw new AzuriteException(
            AzuriteProblem.PackageMissing,
            $"No solution with infra/local/azurite above {AppContext.BaseDirectory}: give the folder of Azurite's "
                + "package.json."
        );
    }

    private static async Task<bool> IsMarkedAsync(string mark, string wanted, CancellationToken cancellationToken) =>
        File.Exists(mark)
        && string.Equals(await File.ReadAllTextAsync(mark, cancellationToken), wanted, StringComparison.Ordinal);

    /// <summary>Several test processes may start at once; one installs, the others wait.</summary>
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

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        using var npm = Start(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            folder,
            ["ci", "--no-audit", "--no-fund", "--no-progress"]
        );
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new AzuriteException(
                AzuriteProblem.InstallFailed,
                $"npm ci in {folder} failed with {npm.ExitCode}:{Environment.NewLine}{errors}{await output}"
            );
        }
    }
}
