using System.Text.Json;
using KryptonFunctions.Rcps.Repatriations;
using Shouldly;
using Xunit;
using static KryptonFunctions.Tests.Rcps.RepatriationCase;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What the board says of a study on its way.</summary>
public sealed class RepatriationShownTests
{
    private static readonly Repatriation Part = new()
    {
        State = RepatriationState.InProgress,
        Reason = RepatriationReason.None,
        Expected = 3,
        Central = 1,
    };

    [Fact]
    public void EveryReasonHasACodeAndAFrenchSentenceWithoutOurWords()
    {
        foreach (var reason in Enum.GetValues<RepatriationReason>().Where(r => r != RepatriationReason.None))
        {
            var text = ReasonText
                .French(
                    new Repatriation
                    {
                        Reason = reason,
                        Expected = 3,
                        Central = 1,
                    }
                )
                .ShouldNotBeNull();
            text.ShouldEndWith(".");
            char.IsUpper(text[0]).ShouldBeTrue(text);
            foreach (var ours in new[] { "QIDO", "Task", "HTTP", "DICOM", "instance", "erreur 5", reason.ToString() })
            {
                text.ShouldNotContain(ours, Case.Sensitive);
            }

            ReasonText.Code(reason).ShouldBe(JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));
        }
    }

    [Theory]
    [InlineData(RepatriationReason.TransferFailed)]
    [InlineData(RepatriationReason.CompletedEmpty)]
    [InlineData(RepatriationReason.OrderLost)]
    public void AnotherOrderIsPromisedOnlyWhereOneIsToCome(RepatriationReason reason)
    {
        ReasonText.French(new() { Reason = reason, Next = NextStep.Order })!.ShouldContain(" sera re");
        ReasonText.French(new() { Reason = reason, Next = NextStep.Check })!.ShouldNotContain("sera");
    }

    [Fact]
    public void AnIncompleteStudySaysHowManyImagesAreThereAndWhetherTheyAreOrderedAgain()
    {
        var missing = Part with { Reason = RepatriationReason.MissingInstances };

        ReasonText.French(missing).ShouldBe("Examen incomplet (1 image sur 3) ; il est redemandé.");
        ReasonText
            .French(missing with { State = RepatriationState.Partial, Central = 2, Expected = null })
            .ShouldBe("Examen incomplet : 2 images sur ?, malgré une seconde demande.");
        ReasonText.French(missing with { Uncounted = true })!.ShouldContain("nombre d'images inconnu");
        ReasonText.Code(RepatriationReason.None).ShouldBeNull();
    }

    [Theory]
    [InlineData(RepatriationState.InProgress, 3, 1, false, 0.33)]
    [InlineData(RepatriationState.InProgress, 3, 4, false, 1.0)]
    [InlineData(RepatriationState.InProgress, 3, 1, true, null)]
    [InlineData(RepatriationState.InProgress, 0, 1, false, null)]
    [InlineData(RepatriationState.InProgress, null, 1, false, null)]
    [InlineData(RepatriationState.Completed, null, 1, false, 1.0)]
    public void TheProgressIsTheShareOfTheImagesWhereItIsKnown(
        RepatriationState state,
        int? expected,
        int central,
        bool uncounted,
        double? progress
    ) =>
        new Repatriation
        {
            State = state,
            Expected = expected,
            Central = central,
            Uncounted = uncounted,
        }.Progress.ShouldBe(progress);

    [Fact]
    public void WhatDoesNotGetOnIsStalledAndWhatIsNotThereInTimeIsLate()
    {
        var (now, later) = (DaysBefore(1), Start);
        var still = Part with { CentralSince = now.AddMinutes(-30) };

        still.SeenAt(now, later).Reason.ShouldBe(RepatriationReason.TransferStalled);
        still.SeenAt(now.AddTicks(-1), later).Reason.ShouldBe(RepatriationReason.None);
        Part.SeenAt(now, later).Reason.ShouldBe(RepatriationReason.None);
        Part.SeenAt(later, later).Reason.ShouldBe(RepatriationReason.Late);
        (still with { Reason = RepatriationReason.AwaitingOrder })
            .SeenAt(later, later)
            .Reason.ShouldBe(RepatriationReason.Late, "nothing has begun that could stall");
    }

    [Theory]
    [InlineData(RepatriationState.Completed, RepatriationReason.None)]
    [InlineData(RepatriationState.InProgress, RepatriationReason.Verifying)]
    public void WhatIsThereOrHasAReasonOfItsOwnIsShownAsItIs(RepatriationState state, RepatriationReason reason)
    {
        var study = Part with { State = state, Reason = reason, CentralSince = DaysBefore(3) };

        study.SeenAt(Start, Start).ShouldBe(study);
    }
}
