using System.Text.Json.Nodes;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// AuditEvents as they reach the wire, held against rules written from the profiles: IHE BALP 1.1 (IHE.BasicAudit.*)
/// and the TDEAuditEvent of the CI-SIS.
/// </summary>
public sealed class AuditEventTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<AccessKind, int, bool, bool> Actions
    {
        get
        {
            var all = new TheoryData<AccessKind, int, bool, bool>();
            foreach (var kind in Enum.GetValues<AccessKind>())
            {
                all.Add(kind, 0, true, true);
                all.Add(kind, 1, true, true);
                all.Add(kind, 3, true, false);
                all.Add(kind, 2, false, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task EachActionIsAValidEventOfBalp(AccessKind kind, int studies, bool patient, bool user)
    {
        var written = await Posted(Action(kind, studies, patient, user));

        BalpRules.Broken(written, kind, patient, user).ShouldBeEmpty();
        Uids(written).Count.ShouldBe(kind == AccessKind.Search ? 0 : studies);
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task EachActionIsAValidEventOfTde(AccessKind kind, int studies, bool patient, bool user)
    {
        var written = await Posted(Action(kind, studies, patient, user), ("AuditForm", "Tde"));

        ((string?)written["meta"]!["profile"]![0]).ShouldBe(
            "https://interop.esante.gouv.fr/ig/fhir/tde/StructureDefinition/tde-auditevent"
        );
        written["subtype"]!.AsArray().Count.ShouldBe(1);
        DateTimeOffset.TryParse((string?)written["period"]!["start"], out _).ShouldBeTrue();
        written["agent"]!.AsArray().Count.ShouldBeInRange(1, 2);
        written["agent"]!.AsArray().ShouldAllBe(agent => agent!["who"] != null);
        ((string?)written["source"]!["observer"]!["type"]).ShouldBe("Device");
        Uids(written).Count.ShouldBe(studies);
    }

    [Theory]
    [InlineData("810001234567", "https://rpps.esante.gouv.fr", "10001234567")]
    [InlineData("3330781196/42", "urn:oid:1.2.250.1.71.4.2.1", "3330781196/42")]
    public async Task AProfessionalIsNamedInTheSystemOfTheNumber(string subjectNameId, string system, string value)
    {
        var written = await Posted(Action(AccessKind.Read, 1, true, true) with { SubjectNameId = subjectNameId });

        var who = written["agent"]!.AsArray().Single(a => (bool)a!["requestor"]!)!["who"]!["identifier"]!;
        ((string)who["system"]!, (string)who["value"]!).ShouldBe((system, value));
    }

    [Theory]
    [InlineData(null, "entity:identifier=https://krypton-dcc/trace-id|01J")]
    [InlineData("entity", "entity=https://krypton-dcc/trace-id|01J")]
    [InlineData("", null)]
    public async Task ARepeatIsKnownByTheSearchThatThePlatformHas(string? setting, string? header)
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(http, "", "application/fhir+json")
        );

        await krypton
            .Client<KryptonAudit>(setting is null ? [] : [("AuditSearchParameter", setting)])
            .PostAsync(Action(AccessKind.Read, 1, true, true), Cancel);

        krypton.SeenCalls.ShouldHaveSingleItem().Headers.GetValueOrDefault("If-None-Exist").ShouldBe(header);
    }

    [Theory]
    [InlineData("", "text/html", true)]
    [InlineData("", "application/fhir+json", true)]
    [InlineData("""{"resourceType":"AuditEvent","id":"1"}""", "application/fhir+json", true)]
    [InlineData(
        """{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]}""",
        "application/fhir+json",
        true
    )]
    [InlineData(
        """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing"}]}""",
        "application/fhir+json",
        false
    )]
    [InlineData(
        """{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"processing"}]}""",
        "application/fhir+json",
        false
    )]
    [InlineData("""{"resourceType":"Bundle","type":"searchset"}""", "application/fhir+json", false)]
    [InlineData("{}", "application/json", false)]
    [InlineData("<html>Welcome</html>", "text/html", false)]
    [InlineData("<html>Welcome</html>", "application/fhir+json", false)]
    public async Task OnlyWhatFhirSaysIsKeptIsTaken(string body, string type, bool taken)
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
        {
            if (body.Length == 0)
            {
                http.Response.ContentLength = 0;
            }

            return FakeKrypton.Json(http, body, type);
        });

        var answer = await krypton.Client<KryptonAudit>().PostAsync(Action(AccessKind.Read, 1, true, true), Cancel);

        (answer is AuditAnswer.Posted).ShouldBe(taken);
        (answer is AuditAnswer.Unavailable).ShouldBe(!taken);
    }

    private static async Task<JsonNode> Posted(UserAction action, params (string, object)[] settings)
    {
        await using var krypton = await FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(http, """{"resourceType":"AuditEvent"}""")
        );
        await krypton.Client<KryptonAudit>(settings).PostAsync(action, Cancel);
        return JsonNode.Parse(krypton.SeenCalls.ShouldHaveSingleItem().Body)!;
    }

    private static IReadOnlyList<string> Uids(JsonNode written) =>
        [.. written.ToJsonString().Split("urn:oid:1.2.9.").Skip(1)];

    private static UserAction Action(AccessKind kind, int studies, bool patient, bool user) =>
        new()
        {
            TraceId = "01J",
            At = DateTimeOffset.UnixEpoch,
            Action = "studiesListed",
            Kind = kind,
            User = user ? "dr.martin" : null,
            SubjectNameId = user ? "810001234567" : null,
            Role = user ? "10" : null,
            Organization = "330781196",
            PurposeOfUse = "TREAT",
            PatientId = patient ? "kp-1" : null,
            StudyUids = [.. Enumerable.Range(1, studies).Select(i => $"1.2.9.{i}")],
            RcpId = studies > 0 ? "RCP-1" : null,
            RequestId = "req-1",
        };
}
