using System.Text.RegularExpressions;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Tests.Access;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// What the pages for the DCC's developers show is what a run recorded and what the code says;
/// <c>KRYPTON_WRITE_INTEGRATION=1</c> writes it anew.
/// </summary>
public sealed partial class IntegrationDocsTests
{
    private const int MaxLines = 250;

    [Fact]
    public void WhatThePagesShowIsWhatARunRecorded()
    {
        foreach (var page in IntegrationPage.All)
        {
            if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_INTEGRATION") == "1")
            {
                File.WriteAllText(page.FullName, page.Made());
            }

            page.Text.ShouldBe(page.Made(), $"{page.Name}: run IntegrationDocsTests with KRYPTON_WRITE_INTEGRATION=1");
        }
    }

    [Fact]
    public void EveryCallThatAPageNamesIsInTheApi() =>
        Named()
            .Where(call => DescribedApi.Find(call.Method, "/api" + OpenApiTests.Fill(call.Path)) is null)
            .ShouldBeEmpty();

    [Fact]
    public void EveryCallForCareIsOnAPage()
    {
        var named = Named().ToHashSet();
        DescribedApi.Document["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Where(operation => operation.Value!["x-roles"]?.AsArray().Any(r => (string)r! == "care") ?? false)
                    .Select(operation => (HttpMethod.Parse(operation.Key), path.Key))
            )
            .Where(call => !named.Contains(call))
            .ShouldBeEmpty();
    }

    [Fact]
    public void APageIsReadInOneGo() =>
        IntegrationPage
            .All.Where(page => page.Text.AsSpan().Count('\n') > MaxLines)
            .Select(page => page.Name)
            .ShouldBeEmpty();

    /// <summary>The lines by which the DCC checks the webhook, tried on signatures of ours.</summary>
    [Fact]
    public void TheShownCheckTakesOurSignatureAndNoOther()
    {
        var code = IntegrationPage.Block("csharp", "class KryptonNews");
        var check = BuiltCode
            .Method("KryptonNews", "IsGenuine", code)
            .CreateDelegate<Func<string?, byte[], byte[], DateTimeOffset, bool>>();
        var (body, secret, now) = ("""{"rcpId":"RCP-1"}"""u8.ToArray(), new byte[32], DateTimeOffset.UtcNow);
        var header = NotificationSignature.Make(body, secret, now);

        check(header, body, secret, now).ShouldBeTrue();
        check(header, body, secret, now.AddMinutes(5)).ShouldBeTrue();
        check($"{header},v1={new string('0', 64)}", body, secret, now).ShouldBeTrue();
        check(header, body, secret, now.AddMinutes(6)).ShouldBeFalse();
        check(header, body, secret, now.AddMinutes(-6)).ShouldBeFalse();
        check(header, """{"rcpId":"RCP-2"}"""u8.ToArray(), secret, now).ShouldBeFalse();
        check(header, body, [.. secret.Select(_ => (byte)1)], now).ShouldBeFalse();
        string?[] forged =
        [
            null,
            "",
            "t",
            "t=",
            "v1=",
            header.Split(',')[0],
            header.Split(',')[1],
            "t=x,v1=" + new string('0', 64),
            $"t={now.ToUnixTimeSeconds()},v1=",
            $"t={now.ToUnixTimeSeconds()},{header}",
        ];
        forged.Where(value => check(value, body, secret, now)).ShouldBeEmpty();
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Named() =>
        IntegrationPage
            .All.SelectMany(page => Call.Matches(page.Text))
            .Select(call => (HttpMethod.Parse(call.Groups["method"].Value), call.Groups["path"].Value));

    [GeneratedRegex(@"`(?<method>GET|PUT|POST|PATCH|DELETE) (?<path>/v1/[\w/{}-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Call { get; }
}
