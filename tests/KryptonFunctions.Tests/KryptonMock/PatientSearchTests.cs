using KryptonFunctions.Identity;
using KryptonMock;
using KryptonMock.Patients;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class PatientSearchTests
{
    private static readonly KryptonMockOptions Three = new()
    {
        Resources =
        [
            Records.Patient("a", "DUPONT-MARTIN", "MARIE-CLAUDE", ipp: "0012345"),
            Records.Patient("b", "Dupont Martin", "Marie Claude"),
            Records.Patient("c", "BÉNARD", "HÉLÈNE", "1954-03"),
            Records.Patient("d", "O, NEIL", "SEAN", "1954", Sex.Male),
        ],
    };

    [Theory]
    [InlineData("dupont-m", "1954-03-12", "a")]
    [InlineData("DUPONT", "1954-03-12", "a b")]
    [InlineData("DUPONT-MARTIN,DUPONT MARTIN", "1954-03-12", "a b")]
    [InlineData("DUPONTMARTIN", "1954-03-12", "")]
    [InlineData("MARTIN", "1954-03-12", "")]
    [InlineData("bénard", "1954", "c")]
    [InlineData("BENARD", "1954", "")]
    [InlineData("BÉNARD", "1954-03-12", "")]
    [InlineData("BÉNARD", "1954-03", "c")]
    [InlineData("DUPONT", "1955,1954-03-12", "a b")]
    [InlineData(@"O\, NEIL", "1954", "d")]
    [InlineData("O, NEIL", "1954", "d")]
    public async Task NamesMatchLiterallyFromTheirStart(string family, string birthDate, string ids)
    {
        await using var mock = await MockFixture.StartAsync(Three);
        var answer = await mock.SearchAsync(("family", family), ("birthdate", birthDate));
        answer.ContentType.ShouldBe("application/fhir+json");
        string.Join(' ', answer.Ids).ShouldBe(ids);
        answer.Total.ShouldBe(answer.Ids.Count);
    }

    [Theory]
    [InlineData("family")]
    [InlineData("given")]
    [InlineData("birthdate")]
    [InlineData("gender")]
    public async Task OneTraitAloneIsTooLittle(string criterion)
    {
        await using var mock = await MockFixture.StartAsync(Three);
        var answer = await mock.SearchAsync((criterion, criterion == "birthdate" ? "1954-03-12" : "female"));
        answer.Status.ShouldBe(400);
        answer.Json["issue"]![0]!["code"]!.ToString().ShouldBe("required");
    }

    [Fact]
    public async Task AnIdentifierIsEnoughWithOrWithoutItsSystem()
    {
        await using var mock = await MockFixture.StartAsync(Three);
        (await mock.SearchAsync(("identifier", $"urn:oid:{Records.Authority}|0012345"))).Ids.ShouldBe(["a"]);
        (await mock.GetAsync($"/fhir/Patient?identifier=0012345,ipp-c")).Ids.ShouldBe(["a", "c"]);
        (await mock.SearchAsync(("identifier", "urn:oid:1.2.3|0012345"))).Total.ShouldBe(0);
    }

    [Fact]
    public async Task AFamilyNameWithAGivenNameOrAGenderIsEnough()
    {
        await using var mock = await MockFixture.StartAsync(Three);
        (await mock.SearchAsync(("family", "DUPONT"), ("given", "MARIE-"))).Ids.ShouldBe(["a"]);
        (await mock.SearchAsync(("family", @"O\,"), ("gender", "male"))).Ids.ShouldBe(["d"]);
    }

    [Fact]
    public async Task MoreThanAPageIsCountedAndFollowedWithoutTraitsInTheLink()
    {
        await using var mock = await MockFixture.StartAsync(
            new() { Resources = Enumerable.Range(0, 120).Select(n => Records.Patient($"p{n:000}", "MARTIN", "ANNE")) }
        );
        var page = await mock.SearchAsync(("family", "MARTIN"), ("birthdate", "1954-03-12"));
        page.Total.ShouldBe(120);
        page.Ids.Count.ShouldBe(50);
        var found = page.Ids.ToList();
        while (page.Link("next") is { } next)
        {
            next.ShouldNotContain("MARTIN");
            page = await mock.GetAsync(next);
            found.AddRange(page.Ids);
        }

        found.Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task AnIgnoredCriterionIsMissingInTheSelfLink()
    {
        await using var mock = await MockFixture.StartAsync(
            Three with
            {
                Settings = new() { Search = new() { IgnoredParameters = ["gender"] } },
            }
        );
        var answer = await mock.SearchAsync(("family", "DUPONT"), ("birthdate", "1954-03-12"), ("gender", "male"));
        answer.Ids.Count.ShouldBe(2);
        answer.Link("self")!.ShouldNotContain("gender");
        answer.Link("self")!.ShouldContain("birthdate=1954-03-12");
    }

    [Fact]
    public async Task OtherPlatformsCanBePlayed()
    {
        await using var exact = await MockFixture.StartAsync(
            Three with
            {
                Settings = new()
                {
                    Search = new()
                    {
                        ExactNames = true,
                        OrLists = false,
                        PageCap = 1,
                    },
                },
            }
        );
        (await exact.SearchAsync(("family", "DUPONT"), ("birthdate", "1954-03-12"))).Total.ShouldBe(0);
        (await exact.SearchAsync(("family", "dupont martin"), ("birthdate", "1954-03-12"))).Ids.ShouldBe(["b"]);
        (await exact.SearchAsync(("family", "A,B"), ("birthdate", "1954-03-12"))).Status.ShouldBe(400);

        await using var folded = await MockFixture.StartAsync(Three with { NameFolding = NameFolding.CaseAndAccents });
        (await folded.SearchAsync(("family", "BENARD"), ("birthdate", "1954"))).Ids.ShouldBe(["c"]);
    }

    [Fact]
    public async Task AMergedRecordNamesTheOneThatReplacesIt()
    {
        await using var mock = await MockFixture.StartAsync();
        var merged = await mock.GetAsync("/fhir/Patient/kp-5");
        merged.Json["active"]!.GetValue<bool>().ShouldBeFalse();
        merged.Json["link"]![0]!["other"]!["reference"]!.ToString().ShouldBe("Patient/kp-1");
        (await mock.GetAsync("/fhir/Patient/unknown")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task InProcessTheSameBytesAreAnswered()
    {
        await using var mock = await MockFixture.StartAsync(Three);
        using var http = new HttpClient(new InProcessKrypton(mock.Server.Patients))
        {
            BaseAddress = mock.Server.BaseAddress,
        };
        const string search = "/fhir/Patient?family=DUPONT&birthdate=1954-03-12";
        (await http.GetStringAsync(search, TestContext.Current.CancellationToken)).ShouldBe(
            (await mock.GetAsync(search)).Text
        );
    }
}
