using System.Buffers.Text;
using System.Globalization;
using System.Text;
using KryptonFunctions.Access;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>
/// The place in a list of meetings, by start and id, after which the next page begins. It names the last one that was
/// looked at, so that one that is announced meanwhile neither hides nor doubles another.
/// </summary>
public readonly record struct RcpCursor(DateTimeOffset StartsAt, string RcpId)
{
    private const int Max = 200;
    private const char Separator = '_';

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out RcpCursor cursor)
    {
        cursor = default;
        if (text.Length > Max || !Base64Url.IsValid(text))
        {
            return false;
        }

        if (
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator, 2) is not [var ticks, var id]
            || !DccIds.IsValid(id)
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTime.MaxValue.Ticks
        )
        {
            return false;
        }

        cursor = new RcpCursor(new DateTimeOffset(at, TimeSpan.Zero), id);
        return true;
    }

    /// <summary>True for a meeting that comes later in the list.</summary>
    public bool Precedes(Rcp rcp) =>
        rcp.StartsAt > StartsAt || (rcp.StartsAt == StartsAt && string.CompareOrdinal(rcp.RcpId, RcpId) > 0);

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{StartsAt.UtcTicks}{Separator}{RcpId}"));
}
