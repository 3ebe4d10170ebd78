using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>
/// Bad input in every trait, as the DCC may send it: what cannot be a trait is refused by its field, what can is asked
/// for as FHIR escapes it, never more widely.
/// </summary>
public sealed partial class HostileTraitsOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-HOSTILE";

    public static TheoryData<string> Signs =>
        [
            ",",
            "|",
            "$",
            "\\",
            "\\,",
            "|,$\\",
            "' OR '1'='1",
            "'; DROP TABLE patients;--",
            "%' OR birthdate LIKE '%",
            "&gender=male&_count=9999&family=",
            "?_summary=count#",
            "{{family}}",
            "*",
            "%00",
            "%2C",
        ];

    public static MatrixTheoryData<string, string> Impossible =>
        new(
            [
                "birthName",
                "usedName",
                "givenNames[0]",
                "usedGivenName",
                "ins.value",
                "ipps[0]",
                "sex",
                "birthDate",
                "birthPlaceInsee",
            ],
            ["10,000 letters", "a control", "an emoji", "spaces", "half a character"]
        );

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task WhatCannotBeATraitIsRefusedByItsField(string field, string kind)
    {
        var value = kind switch
        {
            "10,000 letters" => new string('A', 10_000),
            "a control" => "DU\u0007PONT",
            "an emoji" => "DUPONT 😀",
            "spaces" => "   ",
            _ => "DUPONT\\uD800",
        };

        // By hand, as a serializer would mend half a character.
        var text = kind == "half a character" ? $"\"{value}\"" : System.Text.Json.JsonSerializer.Serialize(value);
        var answer = (
            await (await local.GivenCarer(Rcp)).PostText(
                "identity-searches",
                $$"""{"context":{"rcpId":"{{Rcp}}"},"patient":{{Patient(field, text)}}}"""
            )
        ).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");

        if (kind != "half a character")
        {
            answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([$"patient.{field}"]);
        }
    }

    [Theory]
    [MemberData(nameof(Signs))]
    public async Task SignsInANameAreAskedForAsPartsOfItAndNeverAsMore(string sign)
    {
        // Letters without accents and in no list, so that every value asked for comes from the name itself or is the
        // whole given name.
        var (name, given) = ($"ZQX{sign}WVK", "XVQZ");
        var before = (await local.Krypton.PatientSearches()).Count;

        var answer = (
            await (await local.GivenCarer(Rcp)).SearchFor(
                new
                {
                    birthName = name,
                    usedName = sign + "WXKQ",
                    givenNames = new[] { given + sign },
                    birthDate = "1902-06-18",
                    sex = "female",
                },
                Rcp
            )
        ).ShouldBe(HttpStatusCode.OK);

        answer.Json["candidates"]!.AsArray().ShouldBeEmpty();
        var searches = (await local.Krypton.PatientSearches())
            .Skip(before)
            .Where(search =>
                search.Any(parameter => parameter.Value.Contains("ZQX") || parameter.Value.Contains(given))
            )
            .ToList();
        searches.Count.ShouldBeInRange(3, 8);
        foreach (var search in searches)
        {
            search.Keys.Except(["family", "given", "birthdate", "gender", "_count"]).ShouldBeEmpty();
            search.Keys.Count(key => key is "family" or "given").ShouldBeGreaterThan(0);
            search["_count"].ShouldBe("50");
            foreach (
                var value in search
                    .Where(parameter => parameter.Key is "family" or "given")
                    .Select(parameter => parameter.Value)
            )
            {
                WellEscaped().IsMatch(value).ShouldBeTrue(value);
                foreach (var alternative in Comma().Split(value).Select(Unescaped))
                {
                    alternative.Count(char.IsLetter).ShouldBeGreaterThan(1, value);
                }
            }
        }
    }

    [Fact]
    public async Task DirectionMarksAndInvisibleCharactersAreDropped()
    {
        var patient = await local.GivenPatient();
        var parts = patient.BirthName.ToUpperInvariant().Chunk(3).Select(part => new string(part));
        var marked = $"\u202E{string.Join("\u200B", parts)}\u200F\u2066";

        var answer = (
            await (await local.GivenCarer(Rcp)).SearchFor(
                new
                {
                    birthName = marked,
                    givenNames = new[] { "\u200E" + patient.GivenName },
                    birthDate = patient.BirthDate,
                },
                Rcp
            )
        ).ShouldBe(HttpStatusCode.OK);

        answer.Json["candidates"]!.AsArray().ShouldHaveSingleItem();
        (await local.Krypton.PatientSearches()).ShouldAllBe(search =>
            search.Values.All(value =>
                !value.Any(character => char.GetUnicodeCategory(character) == UnicodeCategory.Format)
            )
        );
    }

    [Theory]
    [InlineData("12|34", "330781196")]
    [InlineData("12,34", "330781196")]
    [InlineData("1234", "330781196,330990078")]
    [InlineData("1234", "urn:oid:1.2|")]
    [InlineData("$1234", "330781196")]
    [InlineData("12\\34", "330781196")]
    public async Task AnIppThatWouldBeTwoIsRefused(string value, string authority) =>
        (
            await (await local.GivenCarer(Rcp)).SearchFor(new { ipps = new[] { new { value, authority } } }, Rcp)
        ).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");

    private static string Patient(string field, string value)
    {
        var good = new Dictionary<string, string> { ["birthName"] = "\"DUPONT\"", ["birthDate"] = "\"1954-03-12\"" };
        var (name, json) = field switch
        {
            "givenNames[0]" => ("givenNames", $"[{value}]"),
            "ins.value" => ("ins", $$"""{"value":{{value}},"oid":"1.2.250.1.213.1.4.8"}"""),
            "ipps[0]" => ("ipps", $$"""[{"value":{{value}},"authority":"330781196"}]"""),
            _ => (field, value),
        };
        good[name] = json;
        return $"{{{string.Join(',', good.Select(part => $"\"{part.Key}\":{part.Value}"))}}}";
    }

    private static string Unescaped(string value) => Escaped().Replace(value, "$1");

    /// <summary>
    /// FHIR R4, search.html#escaping: a backslash stands before one of four signs, and of those only the comma stands
    /// alone.
    /// </summary>
    [GeneratedRegex(@"^(?:[^\\|$]|\\[\\,|$])+$")]
    private static partial Regex WellEscaped();

    [GeneratedRegex(@"(?<=(?:^|[^\\])(?:\\\\)*),")]
    private static partial Regex Comma();

    [GeneratedRegex(@"\\([\\,|$])")]
    private static partial Regex Escaped();
}
