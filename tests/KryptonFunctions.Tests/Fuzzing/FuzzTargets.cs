using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Functions.Traces;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace KryptonFunctions.Tests.Fuzzing;

/// <summary>Every parser that we own; a new one gets a line here and a corpus.</summary>
internal static partial class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [.. Identifiers(), .. Names(), .. OfRequests(), .. OfTraces(), .. Bodies()];

    /// <summary>What is read is written and read again as the same.</summary>
    private static IEnumerable<FuzzTarget> Identifiers() =>
        [
            FuzzTarget.OfText(
                "ins",
                text =>
                {
                    if (Ins.TryParse(text, "1.2.250.1.213.1.4.8", out var ins, out _))
                    {
                        Ins.TryParse(ins.Value, ins.Oid, out var again, out _).ShouldBeTrue();
                        again.ShouldBe(ins);
                    }
                }
            ),
            FuzzTarget.OfText(
                "ipp",
                text =>
                {
                    var parts = text.Split('^', 2);
                    if (Ipp.TryParse(parts[0], parts[^1], out var ipp))
                    {
                        ipp.Core.ShouldNotBeEmpty();
                        Ipp.TryParse(ipp.Value, ipp.Authority, out var again).ShouldBeTrue();
                        again.ShouldBe(ipp);
                    }
                }
            ),
            FuzzTarget.OfText("authority", text => AuthorityId.Parse(text)),
            FuzzTarget.OfText("finess", text => _ = Finess.TryParse(text, out _)),
            FuzzTarget.OfText("rpps", text => _ = Rpps.TryParse(text, out _)),
            FuzzTarget.OfText("place", text => InseePlace.Parse(text)),
            FuzzTarget.OfText("study-uid", text => _ = StudyUid.TryParse(text, out _)),
            FuzzTarget.OfText("dcc-id", text => DccIds.IsValid(text)),
            FuzzTarget.OfText(
                "birth-date",
                text =>
                {
                    if (PartialDate.TryParse(text, out var date))
                    {
                        PartialDate.TryParse(date.ToFhir(), out var again).ShouldBeTrue();
                        again.ShouldBe(date);
                        _ = date.Exchanged;
                    }
                }
            ),
            FuzzTarget.OfText(
                "order-key",
                text =>
                {
                    if (OrderKey.TryParse(text, out var key))
                    {
                        OrderKey.TryParse(key.ToString(), out var again).ShouldBeTrue();
                        again.ShouldBe(key);
                    }
                }
            ),
        ];

    private static IEnumerable<FuzzTarget> Names() =>
        [
            FuzzTarget.OfText(
                "name",
                text =>
                {
                    var normal = NormalForm.Of(text);
                    NormalForm.Of(normal).ShouldBe(normal);
                    var compact = NormalForm.Compact(text);
                    NormalForm.Compact(compact).ShouldBe(compact);
                    NormalForm.Parts(text);
                    NameText.Read(text);
                    PhoneticKey.Of(text);
                    GivenNameVariants.Of(compact);
                    PassportSpelling.Spelled(text);
                    PassportSpelling.Unspelled(normal);
                    PassportSpelling.Contracted(normal);
                    FhirSearch.Escape(text);
                }
            ),
        ];

    private static IEnumerable<FuzzTarget> OfRequests() =>
        [
            FuzzTarget.OfText("token", text => Tokens.PresentAsync(text).GetAwaiter().GetResult()),
            FuzzTarget.OfText("patient-handle", text => Handles.TryReveal(Doctor, "RCP-1", text, out _)),
            FuzzTarget.OfText("link-token", text => _ = LinkToken.TryParse(text, out _)),
            FuzzTarget.OfText(
                "viewer-template",
                text =>
                {
                    if (ViewerTemplate.TryParse(text, allowHttp: true, out var template, out _))
                    {
                        template.Fill(["1.2.3"], "web", "@evil.test/", "//evil.test#@");
                    }
                }
            ),
            FuzzTarget.OfText(
                "study-cursor",
                text =>
                {
                    if (StudyCursor.TryParse(text, out var cursor))
                    {
                        StudyCursor.TryParse(cursor.ToString(), out var again).ShouldBeTrue();
                        again.ShouldBe(cursor);
                    }
                }
            ),
            FuzzTarget.OfText("etag", text => RcpETag.Allows(text, 3)),
            FuzzTarget.OfText("query", ReadQuery),
            FuzzTarget.OfText("language", text => RequestLanguage.Of(RequestWith("Accept-Language", text))),
            FuzzTarget.OfText("forwarded-for", text => ClientAddress.Of(RequestWith("X-Forwarded-For", text))),
            FuzzTarget.OfText("retries", text => _ = RetrySchedule.TryParse(text, out _)),
            FuzzTarget.OfText("issuer-names", text => PatientIssuers.Read(text)),
        ];

    private static IEnumerable<FuzzTarget> OfTraces() =>
        [
            FuzzTarget.OfText("trace", text => Trace.FromCanonicalJson(text)?.ToCanonicalJson()),
            FuzzTarget.OfText(
                "trace-keys",
                text =>
                {
                    TraceKeys.IsTraceRow(text);
                    if (TraceKeys.IsPartition(text))
                    {
                        TraceKeys.MonthOf(text);
                    }
                }
            ),
            FuzzTarget.OfText("digest", text => DigestOfDay.Read(text.Replace("/", "\n", StringComparison.Ordinal))),
            FuzzTarget.OfText(
                "csv-cell",
                text =>
                {
                    var cell = CsvCell.Of(text);
                    cell.Length.ShouldBeGreaterThan(1);
                    cell[1].ShouldNotBeOneOf('=', '+', '-', '@', '\t', '\r', '\n');
                }
            ),
        ];

    private static HttpRequest RequestWith(string header, string value)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[header] = value;
        return request;
    }

    private static void ReadQuery(string text)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString($"?{text.TrimStart('?')}");
        var query = new RequestQuery(request);
        query.Text("rcpId", DccIds.IsValid, new("", ""), required: true);
        query.Day("day");
        query.Instant("from");
        query.Month("month");
        query.Number("limit", 1, 200);
        query.Value(
            "cursor",
            (string value, out StudyCursor cursor) => StudyCursor.TryParse(value, out cursor),
            new("", "")
        );
        query.IsWrong(out _);
    }
}
