using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>What a list of studies may cost, however Krypton answers.</summary>
public sealed class ListBudgetTests
{
    private static readonly RecordedIdentifier Ipp = new("1.2.250.1.71.4.2.2.330781196", "0012345", "PI", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoreStudiesThanAnyPatientHasAreLeftOutAndThatIsSaid()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
            Studies(
                http,
                Enumerable
                    .Range(0, 2)
                    .Select(i => Study($"1.{krypton.SeenCalls.Count()}.{i}", "0012345", "330781196"))
                    .ToArray()
            );

        var answer = await krypton
            .Client<KryptonStudies>(("StudyPageSize", 2), ("MaxStudies", 7))
            .OfPatientAsync([Record(Ipp)], null, Cancel);

        var listed = answer.ShouldBeOfType<QidoAnswer.Listed>();
        (listed.Studies.Count, listed.Complete).ShouldBe((8, false));
        answer.ToOutcome(enough: 8).ShouldBeOfType<Outcome<QidoAnswer.Listed>.Ok>();
        answer
            .ToOutcome(enough: 9)
            .ShouldBeOfType<Outcome<QidoAnswer.Listed>.Failed>()
            .Failure.Kind.ShouldBe(FailureKind.BadAnswer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task AListThatGrowsByOneStudyAPageEndsAfterItsCalls(int identifiers)
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = http =>
            Studies(http, Study("1.1", "x", "y"), Study($"1.2.{krypton.SeenCalls.Count()}", "x", "y"));

        var listed = (
            await krypton
                .Client<KryptonStudies>(("StudyPageSize", 2), ("ListCalls", 40))
                .OfPatientAsync(
                    [Record([.. Enumerable.Range(0, identifiers).Select(i => Ipp with { Value = $"{i}" })])],
                    null,
                    Cancel
                )
        ).ShouldBeOfType<QidoAnswer.Listed>();

        listed.Complete.ShouldBeFalse();
        krypton.SeenCalls.Count().ShouldBe(40);
    }

    [Fact]
    public async Task AListEndsAtItsDeadlineWithWhatWasFoundSoFar()
    {
        await using var krypton = await FakeKrypton.StartAsync();
        krypton.Answer = async http =>
        {
            if (krypton.SeenCalls.Count() > 1)
            {
                await FakeKrypton.Never(http);
            }

            await Studies(http, Study("1.1", "0012345", "330781196"), Study("1.2", "0012345", "330781196"));
        };

        var listed = (
            await krypton
                .Client<KryptonStudies>(("StudyPageSize", 2), ("ListSeconds", 0.5))
                .OfPatientAsync([Record(Ipp)], null, Cancel)
        ).ShouldBeOfType<QidoAnswer.Listed>();

        (listed.Studies.Count, listed.Complete).ShouldBe((2, false));
    }

    [Fact]
    public async Task AListOfWhichNothingCameBeforeItsDeadlineIsNoList()
    {
        await using var krypton = await FakeKrypton.StartAsync(FakeKrypton.Never);

        (
            await krypton.Client<KryptonStudies>(("ListSeconds", 0.2)).OfPatientAsync([Record(Ipp)], null, Cancel)
        ).ShouldBe(new QidoAnswer.Unavailable(new KryptonFault("timeout")));
    }

    private static PatientRecord Record(params RecordedIdentifier[] identifiers) =>
        new() { Id = "kp-1", Identifiers = identifiers };

    private static Task Studies(HttpContext http, params string[] studies) =>
        FakeKrypton.Json(http, $"[{string.Join(',', studies)}]", "application/dicom+json");

    private static string Study(string uid, string patient, string issuer, int instances = 1) =>
        $$$"""
            {"0020000D":{"Value":["{{{uid}}}"]},"00100020":{"Value":["{{{patient}}}"]},
            "00100021":{"Value":["{{{issuer}}}"]},"00201208":{"Value":[{{{instances}}}]}}
            """;
}
