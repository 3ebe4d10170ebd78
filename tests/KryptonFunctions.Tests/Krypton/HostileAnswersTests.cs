using System.IO.Compression;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class HostileAnswersTests
{
    private static readonly PatientQuery Query = new() { Family = ["DUPONT"], BirthDate = ["1954-03-12"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient""", "broken-json")]
    [InlineData("[]", "broken-json")]
    [InlineData("\0", "broken-json")]
    [InlineData("{}", "wrong-resource")]
    [InlineData("""{"resourceType":"Patient","id":"a"}""", "wrong-resource")]
    [InlineData("""{"resourceType":"Bundle","total":"many"}""", "wrong-resource")]
    [InlineData("""{"resourceType":"Bundle","entry":{}}""", "wrong-resource")]
    public async Task ABodyThatIsNoBundleIsRefusedByAWord(string body, string code)
    {
        await using var krypton = await FakeKrypton.StartAsync(http => FakeKrypton.Json(http, body));

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(
            new PatientAnswer.Unavailable(new KryptonFault(code, BadAnswer: true))
        );
    }

    [Fact]
    public async Task ALoginPageIsNoAnswer()
    {
        await using var krypton = await FakeKrypton.StartAsync(http => FakeKrypton.Json(http, "<html>", "text/html"));

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(Bad("wrong-content-type"));
    }

    [Fact]
    public async Task AnAnswerOverTheLimitIsNotRead()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(http, new string(' ', 6 * 1024 * 1024))
        );

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(Bad("too-large"));
    }

    [Fact]
    public async Task AnAnswerThatIsSaidToBePackedAndIsNotIsRefusedByAWord()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return FakeKrypton.Json(http, "{}");
        });

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(Bad("broken-encoding"));
    }

    [Fact]
    public async Task AnAnswerThatGrowsOverTheLimitWhenUnpackedIsNotRead()
    {
        await using var krypton = await FakeKrypton.StartAsync(async http =>
        {
            http.Response.ContentType = "application/fhir+json";
            http.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(new byte[64 * 1024 * 1024], http.RequestAborted);
        });

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(Bad("too-large"));
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.Redirect("http://169.254.169.254/");
            return Task.CompletedTask;
        });

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(Bad("redirect"));
        krypton.SeenCalls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AQueryThatKryptonDoesNotTakeIsRejected()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return FakeKrypton.Json(http, """{"resourceType":"OperationOutcome"}""");
        });

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(
            new PatientAnswer.Rejected("http-400")
        );
    }

    [Fact]
    public async Task OneUnreadableRecordDoesNotHideTheOthers()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(
                http,
                """
                {"resourceType":"Bundle","type":"searchset","total":2,"entry":[
                  {"resource":{"resourceType":"Patient","id":"bad","name":"x"}},
                  {"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}},
                  {"resource":{"resourceType":"Patient","id":"good"}}]}
                """
            )
        );

        var page = (
            await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)
        ).ShouldBeOfType<PatientAnswer.Page>();

        page.Records.ShouldHaveSingleItem().Id.ShouldBe("good");
        page.Total.ShouldBe(1);
        page.Unreadable.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://other.example/fhir/Organization?_page=2")]
    [InlineData("https://user@127.0.0.1/fhir/Organization?_page=2")]
    [InlineData("file:///etc/passwd")]
    public async Task ANextPageElsewhereIsNotFetched(string next)
    {
        await using var krypton = await FakeKrypton.StartAsync(http => FakeKrypton.Json(http, Page(next)));

        (await krypton.Client<KryptonOrganizations>().ListAsync(Cancel)).ShouldBe(
            new EstablishmentsAnswer.Unavailable(new KryptonFault("foreign-link", BadAnswer: true))
        );
    }

    [Fact]
    public async Task PagesThatGoInACircleEnd()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(http, Page("/fhir/Organization?_page=2"))
        );

        (await krypton.Client<KryptonOrganizations>().ListAsync(Cancel)).ShouldBe(
            new EstablishmentsAnswer.Unavailable(new KryptonFault("paging-cycle", BadAnswer: true))
        );
        krypton.SeenCalls.Count().ShouldBe(2);
    }

    [Fact]
    public async Task PagesThatNeverEndEnd()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http => FakeKrypton.Json(http, Page($"/fhir/Organization?_page={krypton.SeenCalls.Count()}"));

        (
            await krypton.Client<KryptonOrganizations>().ListAsync(Cancel)
        ).ShouldBeOfType<EstablishmentsAnswer.Unavailable>();
        krypton.SeenCalls.Count().ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public async Task PagesThatTakeTheirTimeEndAtTheDeadline()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = async http =>
        {
            if (krypton.SeenCalls.Count() > 2)
            {
                await FakeKrypton.Never(http);
            }
            await FakeKrypton.Json(http, Page($"/fhir/Organization?_page={krypton.SeenCalls.Count()}"));
        };

        (await krypton.Client<KryptonOrganizations>(("ListSeconds", 0.5)).ListAsync(Cancel)).ShouldBe(
            new EstablishmentsAnswer.Unavailable(new KryptonFault("timeout"))
        );
        krypton.SeenCalls.Count().ShouldBe(3);
    }

    private static PatientAnswer.Unavailable Bad(string code) => new(new KryptonFault(code, BadAnswer: true));

    private static string Page(string next) =>
        $$$"""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"{{{next}}}"}]"""
        + ""","entry":[{"resource":{"resourceType":"Organization","id":"o1","name":"CH"}}]}""";
}
