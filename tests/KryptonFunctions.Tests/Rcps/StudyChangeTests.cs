using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class StudyChangeTests
{
    private static readonly Actor User = new("u-1", "s-1", "Dr", null, null, "TREAT");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly AttachedStudy Row = new()
    {
        PreFicheId = "PF-1",
        StudyUid = "1.2.3",
        PatientId = "p-1",
        By = User,
        Instances = 10,
    };

    [Fact]
    public void TheFirstAttachmentMakesTheStudy() =>
        Written(StudyChange.Attach(Row, row: null, study: null))
            .ShouldSatisfyAllConditions(
                study => study.WantedBy.ShouldBe(["PF-1"]),
                study => study.Repatriation.Expected.ShouldBe(10)
            );

    [Fact]
    public void AttachingAgainChangesNothing() => StudyChange.Attach(Row, Row, Wanted()).ShouldBe(StudyChange.None);

    [Theory]
    [InlineData(StudyOrigin.Rule, true)]
    [InlineData(StudyOrigin.User, false)]
    public void WhatTheUserDeclinedOnlyTheUserAttaches(StudyOrigin origin, bool stays) =>
        (
            StudyChange.Attach(Row with { Origin = origin }, Row.AsDeclined(User, Now), Wanted().Detached("PF-1"))
            == StudyChange.None
        ).ShouldBe(stays);

    [Fact]
    public void DecliningLeavesAMark()
    {
        var change = StudyChange.Decline("PF-1", User, Now, Row, Wanted());

        change.OfPreFiche.ShouldBeOfType<RowChange<AttachedStudy>.Replace>().Value.ShouldBe(Row.AsDeclined(User, Now));
        Written(change).WantedBy.ShouldBeEmpty();
    }

    [Fact]
    public void DetachingLeavesNone() =>
        StudyChange
            .Detach("PF-1", Row.AsDeclined(User, Now), study: null)
            .ShouldBe(new StudyChange(new RowChange<AttachedStudy>.Remove(), new RowChange<WantedStudy>.Keep()));

    [Fact]
    public void WhatWasNeverThereIsNeitherDeclinedNorDetached()
    {
        var ofAnother = Wanted().Detached("PF-1").Attached("PF-2");

        StudyChange.Decline("PF-1", User, Now, row: null, ofAnother).ShouldBe(StudyChange.None);
        StudyChange.Detach("PF-1", row: null, ofAnother).ShouldBe(StudyChange.None);
    }

    private static WantedStudy Wanted() => WantedStudy.From(Row).Attached("PF-1");

    private static WantedStudy Written(StudyChange change) =>
        change.OfStudy.ShouldBeOfType<RowChange<WantedStudy>.Replace>().Value;
}
