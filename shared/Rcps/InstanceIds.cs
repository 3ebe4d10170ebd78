namespace Krypton.Rcps;

/// <summary>The natural ids of the orchestrations: the same thing has the same id on every machine and after every restart. They hold opaque ids only.</summary>
public static class InstanceIds
{
    private const string PreFicheMark = "-pf-";
    private const string StudyMark = "-st-";

    /// <summary>Of the meeting.</summary>
    public static string Rcp(string rcpId) => $"rcp-{Unambiguous(rcpId)}";

    /// <summary>Of one pré-fiche of the meeting.</summary>
    public static string PreFiche(string rcpId, string preFicheId) => $"{Rcp(rcpId)}{PreFicheMark}{preFicheId}";

    /// <summary>Of the repatriation of one study for the meeting.</summary>
    public static string Study(string rcpId, string studyUid) => $"{Rcp(rcpId)}{StudyMark}{studyUid}";

    /// <summary>An RCP called <c>A-pf-B</c> must not be taken for the pré-fiche <c>B</c> of the RCP <c>A</c>; no id has a <c>+</c> of its own.</summary>
    private static string Unambiguous(string rcpId) => rcpId.Replace(PreFicheMark, "-pf+-", StringComparison.Ordinal).Replace(StudyMark, "-st+-", StringComparison.Ordinal);
}
