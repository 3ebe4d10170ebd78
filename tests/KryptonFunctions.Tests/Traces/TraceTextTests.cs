using FsCheck.Xunit;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

public sealed class TraceTextTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 9, 0, 0, 123, TimeSpan.Zero);

    /// <summary>The text under the hash. A change of it would break every chain that was ever written.</summary>
    [Fact]
    public void TheCanonicalTextNeverChanges()
    {
        var entry = TraceEntry.By(TraceStore.Doctor, TraceAction.LinkOpened, new CareContext("RCP-1", "PF-1")) with
        {
            Patient = "4711",
            StudyUids = ["1.2.3"],
            RequestId = "req-12345",
            Detail = new Dictionary<string, string> { ["b"] = "é", ["a"] = "1" },
        };

        var json = new Trace(new TraceId("01K000000000000000000000ZZ"), At, entry).ToCanonicalJson();

        json.ShouldBe(
            "{\"id\":\"01K000000000000000000000ZZ\",\"at\":\"2026-11-24T09:00:00.1230000Z\","
                + "\"action\":\"linkOpened\",\"outcome\":\"succeeded\",\"user\":"
                + """{"user":"dr.martin@chu","subjectNameId":"810001234567","role":"10","organization":"330781196"}"""
                + ""","patient":"4711","rcpId":"RCP-1","preFicheId":"PF-1","studyUids":["1.2.3"]"""
                + ""","reason":"TREAT","requestId":"req-12345","detail":{"a":"1","b":"\u00E9"}}"""
        );
        TraceChain.Empty.Add(json).Hash.ShouldBe(TraceChain.Empty.Add(json).Hash);
        TraceChain.Empty.Add(json).Add(json).Hash.ShouldNotBe(TraceChain.Empty.Add(json).Hash);
    }

    [Property]
    public bool WhatIsWrittenIsReadBack(string? patient, string? rcpId, string detail, int action)
    {
        var entry = TraceEntry.By(
            TraceStore.Doctor,
            (TraceAction)(Math.Abs((long)action) % Enum.GetValues<TraceAction>().Length)
        ) with
        {
            Patient = Clean(patient),
            RcpId = Clean(rcpId),
            Detail = new Dictionary<string, string> { ["d"] = Clean(detail) ?? "" },
        };
        var json = new Trace(new TraceId("01K000000000000000000000ZZ"), At, entry).ToCanonicalJson();

        return Trace.FromCanonicalJson(json)?.ToCanonicalJson() == json;
    }

    [Property]
    public bool LaterTracesSortFirst(DateTime one, DateTime two)
    {
        var (a, b) = (
            new DateTimeOffset(DateTime.SpecifyKind(one, DateTimeKind.Utc)),
            new DateTimeOffset(DateTime.SpecifyKind(two, DateTimeKind.Utc))
        );
        return Math.Sign(string.CompareOrdinal(TraceKeys.RowFrom(a), TraceKeys.RowFrom(b)))
            == Math.Sign(b.CompareTo(a));
    }

    [Property]
    public bool AnyTextBecomesAKeyThatTheTableTakesAndNoTwoTheSame(string one, string two)
    {
        var (a, b) = (TraceIndexKeys.KeyText(Clean(one)!), TraceIndexKeys.KeyText(Clean(two)!));
        return a.All(c => char.IsAsciiLetterOrDigit(c) || "-_.@:=".Contains(c, StringComparison.Ordinal))
            && (a == b) == (Clean(one) == Clean(two));
    }

    [Fact]
    public void ATraceThatIsTooLargeIsAMistakeOfOurs() =>
        Should.Throw<ArgumentException>(() =>
            Trace.From(
                TraceEntry.By(TraceStore.Doctor, TraceAction.Searched) with
                {
                    StudyUids = [.. Enumerable.Repeat("1.2", 101)],
                },
                TraceId.New(At),
                At
            )
        );

    /// <summary>Half a surrogate pair is no text: it becomes a replacement character on the way.</summary>
    private static string? Clean(string? text) =>
        text is null ? null : new string([.. text.Where(c => !char.IsSurrogate(c))]);
}
