using System.Buffers.Text;
using System.Text;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>
/// The place in a list of studies, newest first, after which the next page begins. It names the last study shown, not a
/// count, so a study that appears meanwhile neither hides nor doubles another.
/// </summary>
public readonly record struct StudyCursor(DateOnly? Date, TimeOnly? Time, string StudyUid)
{
    private const int Max = 200;

    public static StudyCursor After(StudyRecord study) => new(study.Date, study.Time, study.StudyUid);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out StudyCursor cursor)
    {
        cursor = default;
        if (text.Length > Max || !Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('_');
        if (
            parts is not [var date, var time, var uid]
            || !Identity.StudyUid.TryParse(uid, out _)
            || !TryDate(date, out var day)
            || !TryTime(time, out var hour)
        )
        {
            return false;
        }

        cursor = new StudyCursor(day, hour, uid);
        return true;
    }

    /// <summary>True for a study that comes later in the list.</summary>
    public bool Precedes(StudyRecord study)
    {
        var order = Comparer<(DateOnly?, TimeOnly?)>.Default.Compare((study.Date, study.Time), (Date, Time));
        return order < 0 || (order == 0 && string.CompareOrdinal(study.StudyUid, StudyUid) > 0);
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Date:yyyyMMdd}_{Time:HHmmss}_{StudyUid}"));

    private static bool TryDate(string text, out DateOnly? date)
    {
        date = DateOnly.TryParseExact(text, "yyyyMMdd", out var read) ? read : null;
        return text.Length == 0 || date is not null;
    }

    private static bool TryTime(string text, out TimeOnly? time)
    {
        time = TimeOnly.TryParseExact(text, "HHmmss", out var read) ? read : null;
        return text.Length == 0 || time is not null;
    }
}
