using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Benchmarks;

/// <summary>
/// How long a process that has just begun takes for its first look into the name lists: all of loading, compiling
/// included. Each run is a process of its own.
/// </summary>
internal static class ColdNames
{
    private const int Processes = 15;

    public static async Task<int> RunAsync()
    {
        var times = new List<double>();
        for (var run = 0; run < Processes; run++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["names", "once"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            times.Add(double.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }

        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"name lists in {Processes} fresh processes: median {times[Processes / 2]:0.0} ms, {times[0]:0.0} to "
                    + $"{times[^1]:0.0} ms"
            )
        );
        return 0;
    }

    public static int Once()
    {
        var start = Stopwatch.GetTimestamp();
        var france = NameFrequencies.France;
        var shares =
            france.SurnameShare("MARTIN")
            + france.SurnamePrefixShare("MAR")
            + france.GivenShare("JEAN", Sex.Male, BirthCohort.Before1960);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return shares > 0 ? 0 : 1;
    }
}
