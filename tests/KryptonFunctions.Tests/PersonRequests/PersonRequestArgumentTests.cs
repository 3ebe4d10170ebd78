using KryptonFunctions.Tests.Starting;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.PersonRequests;

/// <summary>The Runner's verb <c>person</c> asked wrongly: it says so and looks for nobody.</summary>
public sealed class PersonRequestArgumentTests
{
    [Theory]
    [InlineData("--officer", "person", "--ins")]
    [InlineData("Name the person", "person", "--officer", "o")]
    [InlineData("go together", "person", "--officer", "o", "--rcp", "R")]
    [InlineData("--patient is no id.", "person", "--officer", "o", "--patient", "Zoé Martin")]
    [InlineData("The standard input gives no INS: Malformed.", "person", "--officer", "o", "--ins")]
    public async Task WhatIsNotAskedRightIsRefused(string said, params string[] arguments)
    {
        var run = await RunnerOnce.Run(new Dictionary<string, string>(), "no number", arguments);

        run.ExitCode.ShouldBe(2);
        run.Complained.ShouldNotContain("Zoé");
        run.Complained.Split('\n')[0].ShouldContain(said);
    }
}
