using System.Globalization;
using Shouldly;
using Workbench.Structures;
using Xunit;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>The map as it is drawn.</summary>
public sealed class DepartmentTests
{
    [Fact]
    public void EachLabelStandsInItsOwnDepartmentAndInNoOther()
    {
        foreach (var department in Department.All)
        {
            Department
                .All.Where(other => Contains(Corners(other), department.X, department.Y))
                .Select(other => other.Number)
                .ShouldBe([department.Number]);
        }
    }

    [Fact]
    public void EachHasANeighbourWithWhomItSharesABorder()
    {
        foreach (var department in Department.All)
        {
            Department
                .All.Where(other => other != department)
                .ShouldContain(other => Corners(other).Intersect(Corners(department)).Count() >= 2, department.Name);
        }
    }

    private static List<(int X, int Y)> Corners(Department department) =>
        [
            .. department
                .Outline.Split(' ')
                .Select(corner => corner.Split(','))
                .Select(pair =>
                    (int.Parse(pair[0], CultureInfo.InvariantCulture), int.Parse(pair[1], CultureInfo.InvariantCulture))
                ),
        ];

    /// <summary>A line to the right from within crosses the outline an odd number of times.</summary>
    private static bool Contains(List<(int X, int Y)> corners, int x, int y) =>
        corners
            .Zip(corners.Skip(1).Append(corners[0]))
            .Count(side =>
                side.First.Y > y != side.Second.Y > y
                && x
                    < ((side.Second.X - side.First.X) * (double)(y - side.First.Y) / (side.Second.Y - side.First.Y))
                        + side.First.X
            ) % 2
        == 1;
}
