using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.ViewerLinks;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

public sealed class ViewerTemplateTests
{
    private const string Good =
        "https://viewer.example/iid?requestType=STUDY&studyUID={studyUIDs}&viewerType={viewerType}&"
        + "launch={launchToken}";

    [Fact]
    public void TheAddressNamesTheStudiesAndCarriesTheLaunchToken() =>
        Template(Good)
            .Fill(["1.2", "1.3"], "IHE_BIR", "compare", "a.b-c")
            .AbsoluteUri.ShouldBe(
                "https://viewer.example/iid?requestType=STUDY&studyUID=1.2,1.3&viewerType=IHE_BIR&launch=a.b-c"
            );

    [Theory]
    [InlineData(null, "is no http(s) address")]
    [InlineData("javascript:alert({studyUIDs})", "is no http(s) address")]
    [InlineData("http://viewer.example/?studyUID={studyUIDs}", "must be https")]
    [InlineData("https://{layout}.example/?studyUID={studyUIDs}", "must not have a place in its host")]
    [InlineData("https://me@viewer.example/?studyUID={studyUIDs}", "must not hold a user name")]
    [InlineData(
        "https://viewer.example/?patient={patientName}&studyUID={studyUIDs}",
        "has a place that is none of {studyUIDs}, {viewerType}, {layout}, {launchToken}"
    )]
    [InlineData("https://viewer.example/?studyUID=1", "lacks {studyUIDs}")]
    public void ATemplateThatCouldLeadAstrayFailsTheStart(string? text, string problem)
    {
        ViewerTemplate.TryParse(text, allowHttp: false, out _, out var told).ShouldBeFalse();
        told.ShouldBe(problem);
    }

    [Property]
    public bool NoValueChangesWhereTheLinkLeads(NonNull<string> study, NonNull<string> viewer, NonNull<string> token)
    {
        var address = Template(Good).Fill([study.Get], viewer.Get, "single", token.Get);
        return address.Host == "viewer.example" && address.AbsolutePath == "/iid" && address.Fragment.Length == 0;
    }

    private static ViewerTemplate Template(string text) =>
        ViewerTemplate.TryParse(text, allowHttp: false, out var template, out _)
            ? template
            : throw new InvalidOperationException();
}
