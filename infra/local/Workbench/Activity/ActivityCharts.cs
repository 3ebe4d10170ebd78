using System.Globalization;
using Workbench.Dcc;
using Workbench.Structures;
using Workbench.Texts;

namespace Workbench.Activity;

/// <summary>The figures as charts, and the names of what they are about.</summary>
internal static class ActivityCharts
{
    /// <summary>Establishments of one chart; the table has all.</summary>
    public const int MaxSites = 15;

    private const int LongestLabel = 34;

    public static Chart OfMonths(IReadOnlyList<ActivityRow> months) =>
        new(
            "Par mois : recherches, images ouvertes, examens arrivés",
            ["Recherches d'identité", "Liens ouverts", "Examens arrivés"],
            [
                .. months.Select(row => new ChartRow(
                    MonthOf(row.Key),
                    [row.Searches, row.LinksOpened, row.Repatriations]
                )),
            ],
            Count
        );

    public static Chart OfDepartments(IReadOnlyList<ActivityRow> departments) =>
        new(
            "Par département producteur : examens demandés, arrivés, échecs",
            ["Demandés", "Arrivés", "Échecs"],
            [
                .. departments.Select(row => new ChartRow(
                    DepartmentOf(row.Key),
                    [row.Orders, row.Repatriations, row.Failures]
                )),
            ],
            Count
        );

    /// <summary>The sites that sent most, by name.</summary>
    public static Chart OfSites(IReadOnlyList<ActivityRow> sites, IReadOnlyList<StructureEntry> structures) =>
        new(
            "Par établissement producteur : durée de la demande à l'arrivée",
            ["Un examen sur deux, au plus", "Neuf sur dix, au plus"],
            [
                .. sites
                    .Where(row => row.MedianSeconds is not null)
                    .OrderByDescending(row => row.Repatriations)
                    .ThenBy(row => row.Key, StringComparer.Ordinal)
                    .Take(MaxSites)
                    .Select(row => new ChartRow(
                        Short(NameOf(row.Key, structures)),
                        [row.MedianSeconds, row.NinetiethSeconds]
                    )),
            ],
            FrenchTime.Took
        );

    public static string MonthOf(string key) => key.Split('-') is [var year, var month] ? $"{month}/{year}" : key;

    public static string DepartmentOf(string key) =>
        Department.Find(key) is { } department ? $"{key} {department.Name}" : key;

    public static string NameOf(string finess, IReadOnlyList<StructureEntry> structures) =>
        structures.FirstOrDefault(structure => structure.Finess == finess)?.Name ?? finess;

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(string name) =>
        name.Length <= LongestLabel ? name : $"{name[..(LongestLabel - 1)].TrimEnd()}…";
}
