using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>A 404 says that somebody or something is unknown only where FHIR says so.</summary>
public sealed class NotFoundTests
{
    private const string Outcome =
        """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Strangers =>
        new()
        {
            { "", "text/plain" },
            { "<html>404</html>", "text/html" },
            { "{}", "application/json" },
            {
                """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing"}]}""",
                "application/fhir+json"
            },
            { """{"resourceType":"Bundle","type":"searchset"}""", "application/fhir+json" },
        };

    [Fact]
    public async Task WhatFhirSaysIsNotFoundIsNotFound()
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            NotFound(http, Outcome, "application/fhir+json")
        );

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel))
            .ShouldBeOfType<PatientAnswer.Page>()
            .Total.ShouldBe(0);
        (await krypton.Client<KryptonPatients>().ReadAsync("kp-1", Cancel)).ShouldBeOfType<PatientReading.Missing>();
        (
            await krypton.Client<KryptonRepatriations>().GetAsync("t-1", Cancel)
        ).ShouldBeOfType<RepatriationAnswer.Missing>();
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task AWrongAddressIsNeitherAnUnknownPatientNorALostOrder(string body, string type)
    {
        await using var krypton = await FakeKrypton.StartAsync(http => NotFound(http, body, type));
        var fault = new KryptonFault("http-404", BadAnswer: true);

        (await krypton.Client<KryptonPatients>().SearchAsync(Query, Cancel)).ShouldBe(
            new PatientAnswer.Unavailable(fault)
        );
        (await krypton.Client<KryptonPatients>().ReadAsync("kp-1", Cancel)).ShouldBe(
            new PatientReading.Unavailable(fault)
        );
        (await krypton.Client<KryptonRepatriations>().GetAsync("t-1", Cancel)).ShouldBe(
            new RepatriationAnswer.Unavailable(fault)
        );
    }

    private static PatientQuery Query { get; } = new() { Identifiers = [new QueriedIdentifier("1.2.3", "1")] };

    private static Task NotFound(HttpContext http, string body, string type)
    {
        http.Response.StatusCode = 404;
        return FakeKrypton.Json(http, body, type);
    }
}
