using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class CallerTokenTests
{
    private readonly TokenBench bench = new();

    [Fact]
    public async Task AGoodTokenNamesTheCaller()
    {
        var caller = (await bench.PresentAsync()).ShouldBeOfType<Authentication.Accepted>().Caller;

        caller.User.ShouldBe("dr.martin");
        caller.SubjectNameId.ShouldBe("810001234567");
        caller.Role.ShouldBe("10^1.2.250.1.213.1.1.5.5");
        caller.Organization.ShouldBe("330781196");
        caller.Roles.ShouldBe(["care"]);
        caller.CareOf.Rcps.ShouldBe(["RCP-1"]);
    }

    public static TheoryData<string, string?> WrongClaims =>
        new()
        {
            { "iss", "https://elsewhere.test" },
            { "aud", "another-app" },
            { "aud", null },
            { "exp", null },
            { "iat", null },
            { "sub", null },
            { "sub", "" },
            { "sub", "two\nlines" },
            { "sub", new string('é', 65) },
            { "SubjectNameID", "910001234567" },
            { "SubjectNameID", "8100012345678" },
            { "SubjectNameID", null },
            { "SubjectNameID", "3330781196" },
            { "SubjectNameID", "3330781196/" },
            { "SubjectNameID", "3330781196/a b" },
            { "SubjectNameID", "3330781196/../../x" },
            { "SubjectNameID", "5123456789012/agent" },
            { "SubjectNameID", "01234567890" },
            { "SubjectNameID", $"3330781196/{new string('x', 33)}" },
            { "acr", null },
            { "acr", "eidas0" },
        };

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task ATokenWithAClaimThatDoesNotHoldIsRefused(string claim, string? value) =>
        TokenBench.KindOf(await bench.PresentAsync((claim, value))).ShouldBe(FailureKind.Unauthenticated);

    /// <summary>It is part of a key, which is measured in bytes.</summary>
    [Fact]
    public async Task ANameOf128BytesIsAccepted() =>
        (await bench.PresentAsync(("sub", new string('é', 64)))).ShouldBeOfType<Authentication.Accepted>();

    [Theory]
    [InlineData("810001234567")]
    [InlineData("0331234567")]
    [InlineData("3330781196/secretariat.042")]
    [InlineData("32A0000014/7")]
    public async Task WhoTakesPartInCareNeedNotHaveAnRpps(string subject) =>
        (await bench.PresentAsync(("SubjectNameID", subject)))
            .ShouldBeOfType<Authentication.Accepted>()
            .Caller.SubjectNameId.ShouldBe(subject);

    [Fact]
    public async Task TheStaffOfAnAgencyAuditsAndGivesNoCare()
    {
        const string Agent = "518003302500018/agent-7";
        (
            await bench.PresentAsync(
                ("SubjectNameID", Agent),
                ("dcc_roles", new[] { "auditor" }),
                ("purpose_of_use", "HCOMPL")
            )
        ).ShouldBeOfType<Authentication.Accepted>();

        SlugOf(await bench.PresentAsync(("SubjectNameID", Agent))).ShouldBe("care-without-professional");
    }

    [Theory]
    [InlineData("care", "HCOMPL")]
    [InlineData("care", "HMARKT")]
    [InlineData("auditor", "HMARKT")]
    [InlineData("network-admin", "HRESCH")]
    public async Task APurposeThatTheRoleDoesNotHaveIsRefused(string role, string purpose) =>
        SlugOf(await bench.PresentAsync(("dcc_roles", new[] { role }), ("purpose_of_use", purpose)))
            .ShouldBe("purpose-of-use");

    private static string SlugOf(Authentication authentication) =>
        authentication.ShouldBeOfType<Authentication.Refused>().Failure.Slug;

    [Theory]
    [InlineData(-300, -29)] // expired within the clocks' difference
    [InlineData(30, 300)] // issued by a clock that is ahead
    [InlineData(0, 600)] // lives for ten minutes
    public async Task ATokenAtTheEndsOfItsTimeIsTaken(int issued, int expires)
    {
        var now = bench.Time.GetUtcNow().ToUnixTimeSeconds();

        (
            await bench.PresentAsync(("iat", now + issued), ("nbf", now + issued), ("exp", now + expires))
        ).ShouldBeOfType<Authentication.Accepted>();
    }

    [Theory]
    [InlineData(-601, -31)] // expired, the clocks' difference allowed for
    [InlineData(-300, -30)] // just so
    [InlineData(31, 300)] // not yet issued
    [InlineData(0, 601)] // lives for longer than ten minutes
    public async Task ATokenOutsideItsTimeIsRefused(int issued, int expires)
    {
        var now = bench.Time.GetUtcNow().ToUnixTimeSeconds();

        TokenBench
            .KindOf(await bench.PresentAsync(("iat", now + issued), ("exp", now + expires)))
            .ShouldBe(FailureKind.Unauthenticated);
    }

    [Fact]
    public async Task ATokenBeforeItsNotBeforeIsRefused() =>
        TokenBench
            .KindOf(await bench.PresentAsync(("nbf", bench.Time.GetUtcNow().ToUnixTimeSeconds() + 60)))
            .ShouldBe(FailureKind.Unauthenticated);

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("")]
    public async Task AnRcpWhoseIdCouldNotBeOneIsLeftOut(string wrong) =>
        (await bench.PresentAsync(("care_of_rcp", new[] { wrong, "RCP-1" })))
            .ShouldBeOfType<Authentication.Accepted>()
            .Caller.CareOf.Rcps.ShouldBe(["RCP-1"]);

    [Fact]
    public async Task AnotherPurposeThanTreatmentIsForbidden()
    {
        TokenBench.KindOf(await bench.PresentAsync(("purpose_of_use", "HRESCH"))).ShouldBe(FailureKind.Forbidden);
        TokenBench.KindOf(await bench.PresentAsync(("purpose_of_use", null))).ShouldBe(FailureKind.Forbidden);
        TokenBench
            .KindOf(await bench.PresentAsync(("purpose_of_use", new[] { "TREAT", "HRESCH" })))
            .ShouldBe(FailureKind.Forbidden);
    }

    [Fact]
    public async Task ATokenForEveryPatientIsTakenLocallyOnly()
    {
        TokenBench.KindOf(await bench.PresentAsync(("care_of_rcp", new[] { "*" }))).ShouldBe(FailureKind.Forbidden);
        (
            await new TokenBench(AppEnvironment.Local).PresentAsync(("care_of_rcp", new[] { "*" }))
        ).ShouldBeOfType<Authentication.Accepted>();
    }

    [Theory]
    [InlineData("acr", "eidas0", "weak-authentication")]
    [InlineData("purpose_of_use", "HRESCH", "purpose-of-use")]
    [InlineData("purpose_of_use", null, "purpose-of-use")]
    [InlineData("care_of_rcp", "*", "care-of-everyone")]
    [InlineData("care_of", "RCP-1", "care-of-untyped")]
    [InlineData("SubjectOrganizationID", "=cmd|x", "organization")]
    [InlineData("SubjectOrganizationID", "3307811961", "organization")]
    [InlineData("SubjectOrganizationID", "", "organization")]
    public async Task WhoIsRefusedForTheirClaimsIsKnownAndWhyIsLogged(string claim, string? value, string why)
    {
        var refused = (await bench.PresentAsync((claim, value))).ShouldBeOfType<Authentication.Refused>();

        refused.Failure.Slug.ShouldBe(why);
        refused.Caller.ShouldNotBeNull().User.ShouldBe("dr.martin");
        bench.Log.LatestRecord.Id.Id.ShouldBe(3011);
        bench.Log.LatestRecord.Message.ShouldContain(why);
    }

    [Fact]
    public async Task WhoIsNotNamedIsNotKnownAndThatIsLogged()
    {
        (await bench.PresentAsync(("SubjectNameID", null)))
            .ShouldBeOfType<Authentication.Refused>()
            .Caller.ShouldBeNull();

        bench.Log.LatestRecord.Id.Id.ShouldBe(3011);
    }

    [Fact]
    public async Task UnknownRolesAreLeftOut() =>
        (await bench.PresentAsync(("dcc_roles", new[] { "care", "root" })))
            .ShouldBeOfType<Authentication.Accepted>()
            .Caller.Roles.ShouldBe(["care"]);
}
