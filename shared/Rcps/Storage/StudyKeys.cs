namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// Keys of the table <c>PreFicheStudies</c>: one partition for each RCP; in it a row for each study (what is
/// ordered) and one for each study of a pré-fiche (who wants it), so that both change in one transaction.
/// </summary>
public static class StudyKeys
{
    public const string Table = "PreFicheStudies";

    public static string Partition(string rcpId) => rcpId;

    public static string Study(string studyUid) => $"st|{studyUid}";

    public static string Attached(string preFicheId, string studyUid) => $"pf|{preFicheId}|{studyUid}";

    public static bool IsAttached(string row) => row.StartsWith("pf|", StringComparison.Ordinal);

    public static (string From, string To) AllStudies => ("st|", "st}");

    public static (string From, string To) AllAttached => ("pf|", "pf}");

    public static (string From, string To) AttachedTo(string preFicheId) => ($"pf|{preFicheId}|", $"pf|{preFicheId}}}");
}
