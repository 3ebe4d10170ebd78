using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonFunctions.ViewerLinks;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

public sealed class LinkRulesTests
{
    [Theory]
    [InlineData(ViewerLayout.Single, "1.2", null)]
    [InlineData(ViewerLayout.Compare, "1.2,1.3", null)]
    [InlineData(ViewerLayout.Single, "1.2,1.3", FailureKind.Invalid)]
    [InlineData(ViewerLayout.Compare, "1.2", FailureKind.Conflict)]
    [InlineData(ViewerLayout.Compare, "1.2,1.2", FailureKind.Conflict)]
    public void ALayoutHasItsNumberOfStudies(ViewerLayout layout, string studies, FailureKind? refusal) =>
        (LinkRules.Mismatch(Wish(layout, studies))?.Kind).ShouldBe(refusal);

    [Theory]
    [InlineData(StudyAvailability.Online, "CT", null)]
    [InlineData(StudyAvailability.Nearline, "CT", null)]
    [InlineData(StudyAvailability.Offline, "CT", "study-not-viewable")]
    [InlineData(StudyAvailability.Unavailable, "CT", "study-not-viewable")]
    [InlineData(StudyAvailability.Online, "SR", "study-not-comparable")]
    public void AComparisonNeedsPicturesThatAViewerReaches(
        StudyAvailability availability,
        string modality,
        string? slug
    ) =>
        (
            LinkRules
                .Refusal(
                    Wish(ViewerLayout.Compare, "1.2,1.3"),
                    [Study("1.2", StudyAvailability.Online, "MR"), Study("1.3", availability, modality)],
                    []
                )
                ?.Slug
        ).ShouldBe(slug);

    [Fact]
    public void AReportAloneCanBeViewed() =>
        LinkRules
            .Refusal(Wish(ViewerLayout.Single, "1.2"), [Study("1.2", StudyAvailability.Nearline, "SR")], [])
            .ShouldBeNull();

    [Fact]
    public void AStudyOfAnotherPatientIsUnknown()
    {
        LinkRules
            .Refusal(Wish(ViewerLayout.Single, "1.2"), [], [])
            .ShouldNotBeNull()
            .Kind.ShouldBe(FailureKind.NotFound);
        LinkRules
            .Refusal(Wish(ViewerLayout.Compare, "1.2,1.3"), [Study("1.2", StudyAvailability.Online, "CT")], [])
            .ShouldNotBeNull()
            .Slug.ShouldBe("compare-needs-same-patient");
    }

    private static RequestedLink Wish(ViewerLayout layout, string studies) =>
        new(
            new CareContext("RCP-1"),
            "kp-x",
            [.. studies.Split(',').Select(s => StudyUid.TryParse(s, out var uid) ? uid : default)],
            layout,
            ViewerKind.Web
        );

    private static StudyRecord Study(string uid, StudyAvailability availability, string modality) =>
        new()
        {
            StudyUid = uid,
            Availability = availability,
            Modalities = [modality],
        };
}
