using System.Diagnostics.CodeAnalysis;
using KryptonFunctions.Access;

namespace KryptonFunctions.Rcps;

/// <summary>
/// The key by which Krypton knows an order, <c>RCP-1:1.2.250.1</c>: repeating it never orders twice. A deliberate new
/// order of the same study (after a failure, a partial transfer, a purge) takes the next attempt,
/// <c>RCP-1:1.2.250.1:2</c>. Neither part has a colon of its own.
/// </summary>
public readonly record struct OrderKey
{
    private OrderKey(string rcpId, string studyUid, int attempt) =>
        (RcpId, StudyUid, Attempt) = (rcpId, studyUid, attempt);

    public string RcpId { get; }

    public string StudyUid { get; }

    /// <summary>From 1.</summary>
    public int Attempt { get; }

    public static OrderKey Of(string rcpId, string studyUid, int attempt) => new(rcpId, studyUid, attempt);

    public static bool TryParse([NotNullWhen(true)] string? text, out OrderKey key)
    {
        key = default;
        var parts = text?.Split(':') ?? [];
        var attempt = 1;
        if (
            parts.Length is not (2 or 3)
            || !DccIds.IsValid(parts[0])
            || !Identity.StudyUid.TryParse(parts[1], out var uid)
            || (parts.Length == 3 && (!int.TryParse(parts[2], out attempt) || attempt < 2))
        )
        {
            return false;
        }

        key = new OrderKey(parts[0], uid.Value, attempt);
        return true;
    }

    public override string ToString() => Attempt == 1 ? $"{RcpId}:{StudyUid}" : $"{RcpId}:{StudyUid}:{Attempt}";
}
