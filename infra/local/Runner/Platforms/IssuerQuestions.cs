using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace Runner.Platforms;

/// <summary>
/// In which form the issuer of a patient number is found: OID, <c>urn:oid:</c>, FINESS, name, qualifiers, or none. A
/// form fits if it gives all studies of the number that are not another issuer's, for each patient asked, and a
/// nonsense issuer in that attribute gives none.
/// </summary>
internal sealed class IssuerQuestions(PlatformCaller caller, PlatformReport report, Func<KryptonOptions> options)
{
    private const string Question = "issuer";
    private const string Qualifier = "IssuerOfPatientIDQualifiersSequence.UniversalEntityID";
    private const string Text = "IssuerOfPatientID";

    /// <summary>The best first: an OID needs no list of names, and all is better than nothing.</summary>
    private static readonly IssuerForm[] Forms =
    [
        IssuerForm.Oid,
        IssuerForm.Qualifier,
        IssuerForm.Finess,
        IssuerForm.Name,
    ];

    /// <param name="studies">All that are found by the number alone, of each patient.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The settings that were chosen.</returns>
    public async Task<KryptonOptions> AskAsync(
        IReadOnlyDictionary<AskedPatient, IReadOnlyList<StudyRecord>> studies,
        CancellationToken stop
    )
    {
        var names = Names(studies);
        var any = studies.Keys.First();
        var sound = new Dictionary<string, bool>(StringComparer.Ordinal)
        {
            [Text] = await IsAppliedAsync(any, Text, stop),
            [Qualifier] = await IsAppliedAsync(any, Qualifier, stop),
        };
        foreach (var form in Forms)
        {
            var attribute = form == IssuerForm.Qualifier ? Qualifier : Text;
            if (sound[attribute] && await FitsAsync(form, names, studies, stop))
            {
                return Choose(
                    form,
                    form is IssuerForm.Name or IssuerForm.Qualifier or IssuerForm.Finess ? names : null
                );
            }
        }

        await AskForUrnAsync(any, studies[any], sound[Text], stop);
        return Choose(IssuerForm.None, names);
    }

    /// <summary>What (0010,0021) says beside an OID that is the asked one, or where it is the only text.</summary>
    private static string? Names(IReadOnlyDictionary<AskedPatient, IReadOnlyList<StudyRecord>> studies)
    {
        var pairs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (patient, found) in studies)
        {
            var texts = found
                .Where(study => study.PatientIdIssuerOid is null || study.PatientIdIssuerOid == patient.Authority)
                .Select(study => study.PatientIdIssuer)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();

            // With two names for one number, one of them is another establishment's.
            if (texts is [var text] && IsName(text, patient.Authority))
            {
                pairs.Add($"{text}={patient.Authority}");
            }
        }

        return pairs.Count == 0 ? null : string.Join(',', pairs);
    }

    /// <summary>No OID, no FINESS that ends the OID, and nothing that the list of names cannot hold.</summary>
    private static bool IsName(string text, string authority) =>
        text.IndexOfAny([',', '=']) < 0
        && !(text.Contains('.', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '.'))
        && !(Finess.TryParse(text, out _) && authority.EndsWith($".{text}", StringComparison.Ordinal));

    private async Task<bool> IsAppliedAsync(AskedPatient patient, string attribute, CancellationToken stop)
    {
        var nonsense = attribute == Text ? PlatformCaller.Nonsense() : PlatformCaller.NobodysUid();
        var reply = await caller.StudiesAsync(isCentral: false, $"{Number(patient)}&{attribute}={nonsense}", stop);
        if (reply.Fault is not null)
        {
            report.Note(Question, $"{attribute} cannot be searched ({reply.Fault.Code}).");
            return false;
        }

        if (reply.Studies.Count > 0)
        {
            report.Note(Question, $"{attribute} is passed over.");
        }

        return reply.Studies.Count == 0;
    }

    private async Task<bool> FitsAsync(
        IssuerForm form,
        string? names,
        IReadOnlyDictionary<AskedPatient, IReadOnlyList<StudyRecord>> studies,
        CancellationToken stop
    )
    {
        var issuers = new PatientIssuers(With(form, names));
        foreach (var (patient, all) in studies)
        {
            var condition = issuers.Condition(patient.Authority);
            if (condition.Length == 0)
            {
                return false;
            }

            var wanted = all.Where(study => issuers.Compare(study, patient.Authority) != IssuerMatch.Other);
            var found = await caller.StudiesAsync(isCentral: false, Number(patient) + condition, stop);
            if (
                found.Fault is not null
                || found.Studies.Count == 0
                || !wanted.All(study => found.Uids.Contains(study.StudyUid))
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A form that some archives file, and that the client does not send.</summary>
    private async Task AskForUrnAsync(
        AskedPatient patient,
        IReadOnlyList<StudyRecord> all,
        bool isApplied,
        CancellationToken stop
    )
    {
        var condition = $"{Number(patient)}&{Text}=urn:oid:{patient.Authority}";
        if (isApplied && (await caller.StudiesAsync(isCentral: false, condition, stop)).Studies.Count == all.Count)
        {
            report.Note(Question, "found as urn:oid: only, which is not sent; read, it is understood.");
        }
    }

    private KryptonOptions Choose(IssuerForm form, string? names)
    {
        report.Set("SendIssuerAs", form.ToString());
        if (names is not null)
        {
            report.Set("IssuerNames", names);
        }

        if (form == IssuerForm.None)
        {
            report.Note(
                Question,
                "found in no form for all numbers given: the number alone is asked for, and what comes back is told "
                    + "apart by us; a study without issuer counts by name, birth date and sex."
            );
        }
        else
        {
            report.Fits(Question, $"found as {form}.");
        }

        return With(form, names);
    }

    private KryptonOptions With(IssuerForm form, string? names)
    {
        var settings = options();
        (settings.SendIssuerAs, settings.IssuerNames) = (form, names);
        return settings;
    }

    private static string Number(AskedPatient patient) => $"PatientID={Uri.EscapeDataString(patient.Number)}";
}
