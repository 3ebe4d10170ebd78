using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>Whoever watches the answers of all tests must see what is wrong with one.</summary>
public sealed class ContractHandlerTests
{
    private const string Json = "application/json";
    private static readonly DescribedOperation Live = DescribedApi.Find(HttpMethod.Get, "/api/v1/health/live")!;
    private static readonly DescribedOperation Board = DescribedApi.Find(HttpMethod.Get, "/api/v1/rcps/RCP-1")!;

    [Fact]
    public void WhatIsDescribedIsRight() =>
        ContractHandler.Check(Live, 200, Json, """{"status":"live"}""").ShouldBeNull();

    [Theory]
    [InlineData(Json, """{"status":"live","more":1}""", "/more")]
    [InlineData(Json, "{}", "required")]
    [InlineData(Json, """{"status":1}""", "type")]
    [InlineData(Json, """{"status":null}""", "type")]
    [InlineData("text/plain", "live", "media type")]
    [InlineData(null, "", "media type")]
    public void AnotherBodyIsWrong(string? mediaType, string text, string rule) =>
        ContractHandler.Check(Live, 200, mediaType, text).ShouldNotBeNull().ShouldContain(rule);

    [Theory]
    [InlineData(500)]
    [InlineData(204)]
    [InlineData(418)]
    public void AStatusThatIsNotDeclaredIsWrong(int status) =>
        ContractHandler.Check(Board, status, null, "").ShouldNotBeNull().ShouldContain("not declared");

    [Fact]
    public void ABodyWhereNoneIsDeclaredIsWrong()
    {
        ContractHandler.Check(Board, 304, null, "").ShouldBeNull();
        ContractHandler.Check(Board, 304, Json, "{}").ShouldNotBeNull();
    }

    [Fact]
    public void WhatIsDeepInABodyIsLookedAt()
    {
        var board = JsonNode.Parse(
            """
            {"rcpId":"RCP-1","startsAt":"2027-01-01T08:00:00Z","state":"ready",
             "counts":{"prefiches":0,"awaitingIdentity":0,"studies":0,"online":0,"inProgress":0,"failed":0,"late":0},
             "priority":"routine","autoConfirm":"never","rules":[],"prefiches":[]}
            """
        )!;
        ContractHandler.Check(Board, 200, Json, board.ToJsonString()).ShouldBeNull();

        board["counts"]!["lost"] = 1;
        ContractHandler.Check(Board, 200, Json, board.ToJsonString()).ShouldNotBeNull().ShouldContain("/counts");
        board["counts"]!.AsObject().Remove("lost");
        board["startsAt"] = "soon";
        ContractHandler.Check(Board, 200, Json, board.ToJsonString()).ShouldNotBeNull().ShouldContain("/startsAt");
    }

    [Theory]
    [InlineData("GET", "/api/v2/structures")]
    [InlineData("PATCH", "/api/v1/rcps/RCP-1")]
    [InlineData("GET", "/fhir/Patient")]
    public void WhatTheApiHasNoOperationForIsNotItsAnswer(string method, string path) =>
        DescribedApi.Find(HttpMethod.Parse(method), path).ShouldBeNull();
}
