using System.Text;
using FsCheck.Xunit;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

public sealed class RequestBodyTests
{
    public enum Colour
    {
        Red,
        DarkBlue,
    }

    public sealed record Inner(string Name, int Size = 1, Colour Colour = Colour.Red);

    public sealed record Outer(Inner Patient, IReadOnlyList<Inner>? Others = null, DateTimeOffset? At = null);

    [Fact]
    public async Task AGoodBodyIsRead()
    {
        var outer = (
            await ReadAsync("""{"patient":{"name":"a","colour":"darkBlue"},"at":"2026-11-24T10:00:00+01:00"}""")
        )
            .ShouldBeOfType<Outcome<Outer>.Ok>()
            .Value;

        outer.ShouldBe(
            new Outer(
                new Inner("a", 1, Colour.DarkBlue),
                null,
                new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)
            )
        );
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("{", "$")]
    [InlineData("{\"patient\":{\"name\":\"a\"}} trailing", "$")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"nmae\":\"b\"}}", "patient.nmae")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"name\":\"b\"}}", "patient.name")]
    [InlineData("{\"patient\":{\"Name\":\"a\"}}", "patient.Name")]
    [InlineData("{\"patient\":{\"name\":1}}", "patient.name")]
    [InlineData("{\"patient\":{\"name\":null}}", "patient.name")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"size\":\"1\"}}", "patient.size")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"colour\":0}}", "patient.colour")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"colour\":\"green\"}}", "patient.colour")]
    [InlineData("{\"patient\":{\"name\":\"a\"},\"others\":[{\"name\":\"a\"},{\"nom\":\"b\"}]}", "others[1].nom")]
    [InlineData("{\"patient\":{\"name\":\"a\"},\"at\":\"2026-11-24T10:00:00\"}", "at")]
    [InlineData("{\"patient\":{\"name\":\"a\",\"DUPONT Marie\":\"b\"}}", "$")]
    public async Task ABodyThatDoesNotFitIsRefusedByField(string body, string field)
    {
        var failure = (await ReadAsync(body)).ShouldBeOfType<Outcome<Outer>.Failed>().Failure;

        failure.Kind.ShouldBe(FailureKind.Invalid);
        failure.Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task AMissingFieldIsNamed() =>
        (await ReadAsync("{}"))
            .ShouldBeOfType<Outcome<Outer>.Failed>()
            .Failure.Errors!.Values.ShouldHaveSingleItem()
            .ShouldBe([new Wording("Il manque : patient.", "Missing: patient.")]);

    [Fact]
    public async Task WhatWasSentIsNotRepeated()
    {
        var failure = (await ReadAsync("""{"patient":{"name":"a","colour":"SECRET-TRAIT"}}"""))
            .ShouldBeOfType<Outcome<Outer>.Failed>()
            .Failure;

        (
            $"{failure.Detail}"
            + string.Concat(failure.Errors!.SelectMany(e => e.Value.Select(m => $"{m}").Prepend(e.Key)))
        ).ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task ABodyOverTheLimitIsTooLargeWhetherAnnouncedOrNot()
    {
        var body = Encoding.UTF8.GetBytes("{\"patient\":{\"name\":\"" + new string('a', 64 * 1024) + "\"}}");

        KindOf(await ReadAsync(body, announced: true)).ShouldBe(FailureKind.TooLarge);
        KindOf(await ReadAsync(body, announced: false)).ShouldBe(FailureKind.TooLarge);
    }

    [Fact]
    public async Task ABodyOfSixtyFourKibibytesIsRead()
    {
        var start = """{"patient":{"name":"a"}}""";

        (
            await ReadAsync(start + new string(' ', RequestBody.Limit - start.Length))
        ).ShouldBeOfType<Outcome<Outer>.Ok>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/xml")]
    public async Task AnotherContentTypeIsUnsupported(string? contentType) =>
        KindOf(await ReadAsync("{}"u8.ToArray(), contentType: contentType)).ShouldBe(FailureKind.UnsupportedMediaType);

    [Fact]
    public async Task DeepNestingAndBrokenTextAreRefused()
    {
        KindOf(await ReadAsync(string.Concat(Enumerable.Repeat("{\"patient\":", 5000)))).ShouldBe(FailureKind.Invalid);
        KindOf(await ReadAsync([(byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)'}'])).ShouldBe(FailureKind.Invalid);
        KindOf(await ReadAsync("""{"patient":{"name":"\ud800"}}""")).ShouldBe(FailureKind.Invalid);
    }

    [Property]
    public bool NoBytesMakeItThrow(byte[] body) => ReadAsync(body).GetAwaiter().GetResult() is Outcome<Outer>.Failed;

    private static Task<Outcome<Outer>> ReadAsync(string body) => ReadAsync(Encoding.UTF8.GetBytes(body));

    private static Task<Outcome<Outer>> ReadAsync(
        byte[] body,
        bool announced = true,
        string? contentType = "application/json; charset=utf-8"
    )
    {
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentType, request.ContentLength) = (
            new MemoryStream(body),
            contentType,
            announced ? body.Length : null
        );
        return RequestBody.ReadAsync<Outer>(request, TestContext.Current.CancellationToken);
    }

    private static FailureKind? KindOf(Outcome<Outer> outcome) => (outcome as Outcome<Outer>.Failed)?.Failure.Kind;
}
