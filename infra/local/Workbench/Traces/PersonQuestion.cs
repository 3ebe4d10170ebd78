using Microsoft.AspNetCore.Http;
using Workbench.Dcc;

namespace Workbench.Traces;

/// <summary>Who saw a person, asked by what has no place in an address: the INS, or Krypton's id of a record.</summary>
public sealed record PersonQuestion(string? Ins, string? KryptonId, string? From, string? To, string? Cursor = null)
{
    /// <summary>The authority of a NIR, which nearly everybody's INS is.</summary>
    private const string Nir = "1.2.250.1.213.1.4.8";

    /// <summary>The body of <c>POST /traces/searches</c>.</summary>
    public object Body =>
        new
        {
            kryptonId = KryptonId,
            ins = Ins is null ? null : new { value = Ins, oid = Nir },
            from = TraceQuestion.StartOf(From),
            to = TraceQuestion.EndOf(To),
            cursor = Cursor,
        };

    public static PersonQuestion Read(IFormCollection form) =>
        new(
            QueryText.Typed(form["ins"]),
            QueryText.Typed(form["kryptonId"]),
            QueryText.Typed(form["from"]),
            QueryText.Typed(form["to"]),
            QueryText.Typed(form["cursor"])
        );
}
