using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>Clinicians read French; who asks for English gets it; programs hang on codes, the same in both.</summary>
public sealed class LanguageOverHttpTests(LocalKrypton local)
{
    [Theory]
    [InlineData(null, "fr")]
    [InlineData("", "fr")]
    [InlineData("fr", "fr")]
    [InlineData("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", "fr")]
    [InlineData("en", "en")]
    [InlineData("EN-us", "en")]
    [InlineData("en-GB,en;q=0.9,fr;q=0.8", "en")]
    [InlineData("de,en;q=0.5", "en")]
    [InlineData("de", "fr")]
    [InlineData("*", "fr")]
    [InlineData("fr;q=0,*", "en")]
    [InlineData("en;q=0", "fr")]
    [InlineData("en;q=0.5,fr;q=0.5", "fr")]
    [InlineData("english", "fr")]
    [InlineData("en;q=x,,;;", "fr")]
    public async Task ProblemsSpeakTheLanguageThatIsAskedFor(string? accepted, string language)
    {
        var problem = await Ask(
            "/api/v1/structures?unheardOf=1",
            accepted,
            await local.TokenFor("dr", ["care"], "RCP-1")
        );

        problem.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.Content.Headers.ContentLanguage.ShouldBe([language]);
        problem.Headers.Vary.ShouldContain("Accept-Language");
        var json = JsonNode.Parse(await problem.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        ((string)json["type"]!).ShouldEndWith("/invalid-request");
        ((string)json["title"]!).ShouldBe(language == "fr" ? "Demande invalide" : "Invalid request");
        ((string)json["detail"]!).ShouldStartWith(language == "fr" ? "La demande" : "The request");
        ((string)json["errors"]!["?"]![0]!).ShouldStartWith(language == "fr" ? "Paramètre" : "Unknown");
    }

    [Fact]
    public async Task WhatIsWrongWithABodyIsToldInTheLanguageByTheSameFields()
    {
        var rcpId = LocalKrypton.NewId("RCP");
        var token = await local.TokenFor("dr", ["care"], rcpId);
        const string body = """
            {"startsAt":"2001-01-01T00:00:00Z","prefiches":[{"preFicheId":"a/b","patient":{"sex":"x"}}],"rules":[null]}
            """;

        var french = await Put($"/api/v1/rcps/{rcpId}", body, "fr", token);
        var english = await Put($"/api/v1/rcps/{rcpId}", body, "en", token);

        var (ofFrench, ofEnglish) = (french["errors"]!.AsObject(), english["errors"]!.AsObject());
        ofFrench.Select(e => e.Key).ShouldBe(ofEnglish.Select(e => e.Key));
        ofFrench.Count.ShouldBe(4);
        ofFrench
            .Select(e => (string)e.Value![0]!)
            .Intersect(ofEnglish.Select(e => (string)e.Value![0]!), StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task WarningsOfALinkAreInTheLanguage()
    {
        var rcp = await local.GivenRcp(await local.GivenPatient());
        var body = new
        {
            context = new { rcpId = rcp.Id },
            patientId = await rcp.Find(rcp.Patients[0]),
            studyUids = new[] { rcp.Uid },
        };

        var (french, english) = (
            await rcp.Carer.Post("viewer-links", body),
            await rcp.Carer.In("en").Post("viewer-links", body)
        );

        ((string)french.ShouldBe(HttpStatusCode.Created).Json["warnings"]![0]!).ShouldStartWith("Examen");
        ((string)english.ShouldBe(HttpStatusCode.Created).Json["warnings"]![0]!).ShouldStartWith("Study");
    }

    private async Task<JsonNode> Put(string path, string body, string accepted, string token)
    {
        var answer = await local.GivenSomebodyWith(token).In(accepted).PutText(path, body);
        return answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request").Json;
    }

    private async Task<HttpResponseMessage> Ask(string path, string? accepted, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(local.Functions, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        }

        return await local.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
