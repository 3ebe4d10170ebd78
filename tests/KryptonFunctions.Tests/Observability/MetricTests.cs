using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Observability;

/// <summary>The metrics: documented, sent, asked for by what operators look at, and without anybody in them.</summary>
public sealed partial class MetricTests(LocalKrypton local)
{
    /// <summary>What a patient searched, attached and shown brings; the others need something to go wrong.</summary>
    private static readonly string[] OfTheMainJob =
    [
        "krypton.api.duration",
        "krypton.call.duration",
        "krypton.links",
        "krypton.orders",
        "krypton.queue.lag",
        "krypton.repatriation.duration",
        "krypton.repatriations",
        "krypton.search.best",
        "krypton.search.duration",
        "krypton.search.requests",
        "krypton.search.waves",
        "krypton.trace.lag",
    ];

    [Fact]
    public void ThePageListsTheMetricsOfTheCode() =>
        MetricPage.OfTheDocs().ShouldBe(MetricPage.OfTheCode(), ignoreOrder: true);

    [Fact]
    public void TheWorkbookHasSixPicturesOfMetricsAndEventsThatExist()
    {
        var queries = Workbook().Select(item => (string)item["content"]!["query"]!).ToList();

        queries.Count.ShouldBe(6);
        queries.ShouldAllBe(query => MetricNames().IsMatch(query) || EventIds().IsMatch(query));
        NamedIn(queries).Except(MetricPage.OfTheCode().Select(metric => metric.Name)).ShouldBeEmpty();
        EventsIn(queries).Except(LoggedEvent.All.Select(logged => logged.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void TheRunbookSaysWhatEachAlertAsks()
    {
        if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_ALERTS") == "1")
        {
            AlertPage.Write();
        }

        AlertPage.InRunbook.ShouldBe(AlertPage.Make(), "run MetricTests with KRYPTON_WRITE_ALERTS=1");
    }

    [Fact]
    public void EveryAlertAsksForMetricsThatExist()
    {
        AlertPage.Queries.Count.ShouldBeGreaterThan(5);
        NamedIn(AlertPage.Queries).Except(MetricPage.OfTheCode().Select(metric => metric.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheMainJobIsMeasuredAndTagsAreThoseOfThePage()
    {
        Assert.SkipUnless(local.Observed is not null, "The functions run elsewhere and send their metrics elsewhere.");
        var rcp = await local.GivenRcp(await local.GivenPatient());
        var patientId = await rcp.Choose(1);
        await rcp.Attach(1, rcp.Uid);
        await rcp.Becomes(rcp.Uid, RepatriationState.Completed);
        await rcp.Carer.Post(
            "viewer-links",
            new
            {
                context = new { rcpId = rcp.Id },
                patientId,
                studyUids = new[] { rcp.Uid },
                layout = "single",
                viewer = "web",
            }
        );

        await Eventually.Becomes(
            () => Task.FromResult(OfTheMainJob.Except(local.Observed!.Metrics.Select(metric => metric.Name)).ToList()),
            missing => missing.Count == 0,
            "every metric of the main job to be sent"
        );
        var allowed = MetricPage.Tags();
        local
            .Observed!.Metrics.Where(metric => metric.Name.StartsWith("krypton.", StringComparison.Ordinal))
            .SelectMany(metric => metric.Tags.Keys.Except(allowed[metric.Name]).Select(tag => $"{metric.Name} {tag}"))
            .Distinct()
            .ShouldBeEmpty();
    }

    private static IEnumerable<JsonNode> Workbook() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(SolutionFolder.Path, "infra", "azure", "workbook.json")))![
            "items"
        ]!
            .AsArray()
            .Where(item => (int)item!["type"]! == 3)!;

    private static IEnumerable<string> NamedIn(IEnumerable<string> queries) =>
        queries
            .SelectMany(query => MetricNames().Matches(query))
            .Select(match => match.Groups["name"].Value)
            .Distinct();

    private static IEnumerable<int> EventsIn(IEnumerable<string> queries) =>
        queries
            .SelectMany(query => EventIds().Matches(query))
            .Select(match => int.Parse(match.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex("\"(?<name>krypton\\.[a-z._]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex MetricNames();

    [GeneratedRegex("EventId\\) == (?<id>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex EventIds();
}
