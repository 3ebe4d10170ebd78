namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// What becomes of the two rows of a study when a pré-fiche attaches or detaches it: that of the pré-fiche and that of
/// the study. They change together.
/// </summary>
internal sealed record StudyChange(RowChange<AttachedStudy> OfPreFiche, RowChange<WantedStudy> OfStudy)
{
    public static StudyChange None { get; } =
        new(new RowChange<AttachedStudy>.Keep(), new RowChange<WantedStudy>.Keep());

    /// <summary>
    /// None where it is attached already, or where a rule would attach what the user declined. The user attaches it
    /// under another record than before where the patient was corrected.
    /// </summary>
    public static StudyChange Attach(AttachedStudy attached, AttachedStudy? row, WantedStudy? study)
    {
        var isAttached =
            row is { IsAttached: true }
            && Wants(study, attached.PreFicheId)
            && (row.PatientId == attached.PatientId || attached.Origin != StudyOrigin.User);
        var isDeclined = row is { Declined: true } && attached.Origin != StudyOrigin.User;
        if (isAttached || isDeclined)
        {
            return None;
        }

        var wanted = study ?? WantedStudy.From(attached);
        return new StudyChange(
            new RowChange<AttachedStudy>.Replace(attached),
            new RowChange<WantedStudy>.Replace(wanted.Attached(attached.PreFicheId))
        );
    }

    /// <summary>
    /// The user detaches it, and that they did is kept. None where it was neither attached nor proposed.
    /// </summary>
    public static StudyChange Decline(
        string preFicheId,
        Actor by,
        DateTimeOffset at,
        AttachedStudy? row,
        WantedStudy? study
    )
    {
        if (row is null or { Declined: true } && !Wants(study, preFicheId))
        {
            return None;
        }

        return new StudyChange(
            row is null
                ? new RowChange<AttachedStudy>.Keep()
                : new RowChange<AttachedStudy>.Replace(row.AsDeclined(by, at)),
            Detached(preFicheId, study)
        );
    }

    /// <summary>Detached without a mark, one of the user's goes too. None where there was nothing.</summary>
    public static StudyChange Detach(string preFicheId, AttachedStudy? row, WantedStudy? study) =>
        row is null && !Wants(study, preFicheId)
            ? None
            : new StudyChange(new RowChange<AttachedStudy>.Remove(), Detached(preFicheId, study));

    private static bool Wants(WantedStudy? study, string preFicheId) => study?.WantedBy.Contains(preFicheId) == true;

    private static RowChange<WantedStudy> Detached(string preFicheId, WantedStudy? study) =>
        study is null
            ? new RowChange<WantedStudy>.Keep()
            : new RowChange<WantedStudy>.Replace(study.Detached(preFicheId));
}
