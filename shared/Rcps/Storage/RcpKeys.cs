using System.Globalization;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// Keys of the table <c>Rcps</c>. One partition for each RCP, so that its board is read at once; and one for each
/// day, by which timers find RCPs. No id has a <c>|</c> of its own, so the kinds of rows never meet.
/// </summary>
public static class RcpKeys
{
    public const string Table = "Rcps";

    /// <summary>Row of the RCP itself.</summary>
    public const string Header = "rcp";

    /// <summary>
    /// Up to which version of the RCP its instances were told; a row of its own, since the RCP's is the DCC's
    /// to change.
    /// </summary>
    public const string Told = "told";

    /// <summary>What the DCC was told last of the RCP.</summary>
    public const string News = "news";

    /// <summary>The character after <c>|</c>, the end of a range of rows that begin alike.</summary>
    private const char AfterBar = '}';

    public static string Partition(string rcpId) => rcpId;

    public static string PreFiche(string preFicheId) => $"pf|{preFicheId}";

    /// <summary>The candidates that the last search found, with the traits as recorded at Krypton.</summary>
    public static string Candidates(string preFicheId) => $"candidates|{preFicheId}";

    /// <summary>The planned queries of the running search.</summary>
    public static string Plan(string preFicheId) => $"plan|{preFicheId}";

    /// <summary>What Krypton answered to one planned query.</summary>
    public static string Answer(string preFicheId, string searchId, string queryId) =>
        $"answer|{preFicheId}|{searchId}|{queryId}";

    /// <summary>How many searches the RCP has caused on a day (UTC).</summary>
    public static string Searches(DateTimeOffset at) =>
        $"searches|{at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    public static (string From, string To) AllPreFiches => ("pf|", $"pf{AfterBar}");

    /// <summary>Of whichever search.</summary>
    public static (string From, string To) AnswersOf(string preFicheId) =>
        ($"answer|{preFicheId}|", $"answer|{preFicheId}{AfterBar}");

    public static (string From, string To) AnswersOf(string preFicheId, string searchId) =>
        ($"answer|{preFicheId}|{searchId}|", $"answer|{preFicheId}|{searchId}{AfterBar}");

    /// <summary>Partition of the RCPs of a day (UTC); its rows are the RCP ids.</summary>
    public static string Day(DateTimeOffset startsAt) =>
        $"day|{startsAt.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";

    public static (string From, string To) Days(DateTimeOffset first, DateTimeOffset last) =>
        (Day(first), $"{Day(last)}{AfterBar}");

    /// <summary>
    /// Partition of the notifications that were signed in an hour (UTC); its rows are the SHA-256 of their signatures.
    /// </summary>
    public static string Notifications(DateTimeOffset at) =>
        $"ntf|{at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}";

    /// <summary>The partitions of the notifications of all hours before that of this instant.</summary>
    public static (string From, string To) NotificationsBefore(DateTimeOffset at) => ("ntf|", Notifications(at));
}
