using FsCheck.Xunit;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Studies;

public sealed class StudyCursorTests
{
    [Property]
    public bool ACursorIsReadBackAsItWasWritten(DateTime at, bool dated, bool timed, ushort number)
    {
        var study = new StudyRecord
        {
            StudyUid = $"1.2.{number}",
            Date = dated ? DateOnly.FromDateTime(at) : null,
            Time = timed ? new TimeOnly(at.Hour, at.Minute, at.Second) : null,
        };
        return StudyCursor.TryParse(StudyCursor.After(study).ToString(), out var cursor)
            && cursor == StudyCursor.After(study);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("MjAyNDAyMzBfMDkxNTAwXzEuMi4z")] // 20240230_091500_1.2.3
    [InlineData("X18xLjIueA")] // __1.2.x
    public void AForgedCursorIsNone(string text) => StudyCursor.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void TheNextPageBeginsAfterTheLastStudyAlsoAmongThoseOfTheSameMinute()
    {
        StudyRecord[] sorted =
        [
            Study("1.5", 2024),
            Study("1.1", 2023),
            Study("1.2", 2023),
            Study("1.3", 2023),
            Study("1.4", null),
        ];

        sorted.Where(StudyCursor.After(sorted[2]).Precedes).Select(s => s.StudyUid).ShouldBe(["1.3", "1.4"]);
    }

    private static StudyRecord Study(string uid, int? year) =>
        new() { StudyUid = uid, Date = year is { } y ? new DateOnly(y, 1, 1) : null };
}
