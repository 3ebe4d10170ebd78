using System.Globalization;
using System.Reflection;

namespace KryptonFunctions.Benchmarks.Costs;

/// <summary>
/// What the prefetch costs on Azure, calculated from the counts of the load run and the prices that are given.
/// </summary>
internal static class CostOfPrefetch
{
    private const double Days = 365;

    public static int Run(IEnumerable<string> arguments)
    {
        var prices = new Prices();
        foreach (var argument in arguments)
        {
            if (
                argument.Split('=') is not [['-', '-', .. var name], var text]
                || Find(name) is not { } property
                || !double.TryParse(text, CultureInfo.InvariantCulture, out var value)
            )
            {
                Console.Error.WriteLine(
                    $"{argument} is none of: "
                        + $"{string.Join(' ', Properties().Select(p => $"--{p.Name}={p.GetValue(prices)}"))}"
                );
                return 2;
            }

            property.SetValue(prices, value);
        }

        foreach (var property in Properties())
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{property.Name, -22} {property.GetValue(prices)}")
            );
        }

        var perYear = prices.SearchesPerDay * Days;
        Console.WriteLine(
            "| | studies | executions | GB-s | table calls | queue calls | executions € | GB-s € | tables € | queues € "
                + "| idle € | sum € |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
        );
        Print("one RCP", prices, prices.StudiesPerRcp, idleDays: 0);
        Print("one region a year", prices, perYear, Days);
        Print("ten times the region", prices, perYear * 10, Days);
        Print("France a year", prices, perYear * prices.Regions, Days * prices.Regions);
        return 0;
    }

    private static void Print(string name, Prices p, double studies, double idleDays)
    {
        var executions = studies * p.ExecutionsPerStudy;
        var memory = executions * p.ExecutionSeconds / p.Together * p.Memory;
        var tables = studies * (p.TablesPerStudy + p.MoreRowsPerStudy);
        var queues = studies * p.QueuesPerStudy;
        var idle = (p.IdleQueuesPerDay * p.Queues) + (p.IdleBlobsPerDay * p.Blobs) + (p.IdleTablesPerDay * p.Tables);
        double[] euros =
        [
            executions / 1e6 * p.Executions,
            memory * p.GigabyteSecond,
            tables / 1e4 * p.Tables,
            queues / 1e4 * p.Queues,
            idleDays * idle / 1e4,
        ];
        var costs = euros
            .Append(euros.Sum())
            .Select(e => e.ToString(e < 10 ? "0.0000" : "N0", CultureInfo.InvariantCulture));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {studies:N0} | {executions:N0} | {memory:N0} | {tables:N0} | {queues:N0} "
                    + $"| {string.Join(" | ", costs)} |"
            )
        );
    }

    private static PropertyInfo[] Properties() =>
        typeof(Prices).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static PropertyInfo? Find(string name) =>
        Array.Find(Properties(), p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
