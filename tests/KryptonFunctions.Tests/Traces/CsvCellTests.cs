using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KryptonFunctions.Functions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

public sealed partial class CsvCellTests
{
    [Theory]
    [InlineData("330781196", "\"330781196\"")]
    [InlineData("RCP-1", "\"RCP-1\"")]
    [InlineData("", "\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("  =1", "\"  '=1\"")]
    [InlineData("a;=1", "\"a;'=1\"")]
    [InlineData("a\t@x", "\"a '@x\"")]
    [InlineData("a\r\n-1", "\"a  '-1\"")]
    [InlineData("\";+1", "\"\"\";'+1\"")]
    [InlineData("\u200B=1", "\" '=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    public void ACellIsNoFormula(string text, string cell) => CsvCell.Of(text).ShouldBe(cell);

    [Property]
    public Property NothingThatMayBeginACellBeginsAFormulaWhateverSeparatesCells() =>
        Prop.ForAll(
            Gen.Elements("=+-@,;\t|\"' \r\n\u00A0\uFEFFa1\uFF0B".ToCharArray())
                .ArrayOf()
                .Select(c => new string(c))
                .ToArbitrary(),
            text => !Formula().IsMatch(CsvCell.Of(text))
        );

    [GeneratedRegex(
        @"(\A|[\s,;|""\uFEFF])[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Formula();
}
