using System.Net;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>Whoever repeats what is refused fills no chain and holds nobody else up.</summary>
[Collection(Worlds.Accesses)]
public sealed class RepeatedRefusalTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const int Attempts = 300;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private PrefetchWorld world = null!;

    [Theory]
    [InlineData("203.0.113.7:4711", "203.0.113.8")]
    [InlineData("198.51.100.1, 203.0.113.9", "198.51.100.1")]
    [InlineData("[2001:db8::1]:80", "2001:db8:0:1::1")]
    public async Task AUsedLinkThatIsOpenedForEverIsTracedOnceAMinuteAndThenHeldUp(string attacker, string other)
    {
        var (patient, rcpId) = (world.GivenPatient(), LocalKrypton.NewId("RCP"));
        var used = await GivenLink(patient, rcpId);
        (await Open(used, other)).Status.ShouldBe(HttpStatusCode.Redirect);

        var answers = new List<Answer>();
        for (var i = 0; i < Attempts; i += 20)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open(used, attacker))));
        }

        answers.Take(20).ShouldAllBe(answer => answer.Status == HttpStatusCode.Gone);
        answers[^1]
            .ShouldBeProblem(HttpStatusCode.TooManyRequests, "too-many-requests")
            .Headers.RetryAfter.ShouldNotBeNull();
        (await Refused(patient)).ShouldHaveSingleItem().Detail.ShouldNotContainKey("repeated");

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var counted = await Eventually.Becomes(() => Refused(patient), found => found.Count > 1, "the count");
        var gone = answers.Count(answer => answer.Status == HttpStatusCode.Gone);
        counted.Select(trace => trace.Detail.GetValueOrDefault("repeated")).ShouldBe([$"{gone - 1}", null]);

        (await Open(await GivenLink(patient, rcpId), other)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task WhatWasCountedIsTracedBeforeTheProcessEnds()
    {
        var patient = world.GivenPatient();
        var used = await GivenLink(patient, LocalKrypton.NewId("RCP"));
        for (var i = 0; i < 5; i++)
        {
            await Open(used, "203.0.113.20");
        }

        await world.RestartAsync();

        (await Refused(patient))
            .Select(trace => trace.Detail.GetValueOrDefault("repeated"))
            .ShouldBe(["3", null], ignoreOrder: true);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }

    /// <summary>Newest first.</summary>
    private async Task<IReadOnlyList<TraceEntry>> Refused(KnownPatient patient) =>
        [.. (await world.TracesAsync(patient)).Where(trace => trace.Action == TraceAction.LinkRefused)];

    private async Task<Answer> Open(Uri link, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Add("X-Forwarded-For", address);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.FromAsync(answer);
    }

    private async Task<Uri> GivenLink(KnownPatient patient, string rcpId)
    {
        var carer = world.CarerOverHttp;
        var found = (await carer.SearchFor(patient.AsAsked(), rcpId)).ShouldBe(HttpStatusCode.OK);
        var wish = new
        {
            context = new { rcpId },
            patientId = (string)found.Json["candidates"]![0]!["patientId"]!,
            studyUids = new[] { patient.Studies[0].Uid },
        };
        var link = (string)(await carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created).Json["url"]!;
        return new Uri(world.Host.BaseAddress, new Uri(link).PathAndQuery);
    }
}
