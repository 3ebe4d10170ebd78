using System.Text.RegularExpressions;

namespace KryptonFunctions.Rcps;

/// <summary>
/// The natural ids of the orchestrations: the same thing has the same id on every machine and after every restart. They
/// hold opaque ids only.
/// </summary>
public static partial class InstanceIds
{
    private const string PreFicheMark = "-pf-";
    private const string StudyMark = "-st-";

    /// <summary>
    /// Of the meeting. As a prefix it lists all instances of the meeting, and those of meetings whose id begins alike:
    /// who lists by it looks for whole ids.
    /// </summary>
    public static string Rcp(string rcpId) => $"rcp-{Unambiguous(rcpId)}";

    /// <summary>Of one pré-fiche of the meeting.</summary>
    public static string PreFiche(string rcpId, string preFicheId) => $"{Rcp(rcpId)}{PreFicheMark}{preFicheId}";

    /// <summary>Of the repatriation of one study for the meeting.</summary>
    public static string Study(string rcpId, string studyUid) => $"{Rcp(rcpId)}{StudyMark}{studyUid}";

    /// <summary>
    /// The first mark in an id is the one that was put there: an RCP called <c>A-pf-B</c> must not be taken for the
    /// pré-fiche <c>B</c> of the RCP <c>A</c>, nor the pré-fiche <c>x</c> of <c>A-pf</c> for <c>pf-x</c> of <c>A</c>.
    /// What follows the mark may be anything; no id has a <c>+</c> of its own.
    /// </summary>
    private static string Unambiguous(string rcpId) => LikeAMark().Replace(rcpId, "$0+");

    [GeneratedRegex("-(pf|st)(?=-|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LikeAMark();
}
