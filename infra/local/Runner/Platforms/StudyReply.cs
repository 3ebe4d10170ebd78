using System.Net;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>What came of a query for studies.</summary>
/// <param name="Studies">None where the query was not answered.</param>
/// <param name="Fault">Why it was not, or null.</param>
internal sealed record StudyReply(IReadOnlyList<StudyRecord> Studies, KryptonFault? Fault)
{
    /// <summary>The server does not take this query, though it takes others (400).</summary>
    public bool IsRefused => Fault?.Code == "http-400";

    /// <summary><c>Warning: 299</c>: there is more than was given.</summary>
    public bool HasMore { get; private init; }

    public IReadOnlySet<string> Uids => Studies.Select(study => study.StudyUid).ToHashSet(StringComparer.Ordinal);

    public static StudyReply Of(KryptonReply reply, Func<ReadOnlyMemory<byte>, IReadOnlyList<StudyRecord>?> read) =>
        reply switch
        {
            KryptonReply.Answer { Status: HttpStatusCode.NoContent }
            or KryptonReply.Answer { Success: true, Body.Length: 0 } => new([], null),
            KryptonReply.Answer { Success: true } answer => read(answer.Body) is { } studies
                ? new(studies, null) { HasMore = answer.HasMore }
                : new([], KryptonFault.Bad("broken-json")),
            KryptonReply.Answer answer => new([], KryptonFault.Bad($"http-{(int)answer.Status}")),
            KryptonReply.Failed failed => new([], failed.Fault),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
