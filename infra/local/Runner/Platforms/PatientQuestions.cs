using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;

namespace Runner.Platforms;

/// <summary>The Patient search (PDQm): by POST or GET, nobody, alternatives, dropped criteria, names.</summary>
internal sealed class PatientQuestions(PlatformCaller caller, PlatformReport report, Func<KryptonOptions> options)
{
    private const string Search = "Patient search";
    private const string Alternatives = "Patient search, alternatives";
    private const string ByPost = "PatientSearchByPost";
    private const string OrLists = "Search__OrLists";
    private const string SomeOid = "1.2.250.1.999.404";

    private KryptonPatients patients = null!;

    /// <returns>The records of the asked patients; none for one that is not found.</returns>
    public async Task<ILookup<AskedPatient, PatientRecord>> AskAsync(
        IReadOnlyList<AskedPatient> asked,
        CancellationToken stop
    )
    {
        var found = new List<(AskedPatient Patient, PatientRecord Record)>();
        if (await AskForNobodyAsync(stop))
        {
            foreach (var patient in asked)
            {
                var page = await PageAsync(ByNumber(patient), stop);
                found.AddRange((page?.Records ?? []).Select(record => (patient, record)));
            }

            await AskForSomebodyAsync(asked.Count, found.Select(pair => pair.Record).FirstOrDefault(), stop);
        }

        return found.ToLookup(pair => pair.Patient, pair => pair.Record);
    }

    /// <summary>By POST, then by GET: whichever is answered rightly.</summary>
    private async Task<bool> AskForNobodyAsync(CancellationToken stop)
    {
        PatientAnswer? first = null;
        foreach (var byPost in new[] { true, false })
        {
            var settings = options();
            settings.PatientSearchByPost = byPost;
            patients = new KryptonPatients(caller.Http, Options.Create(settings));
            var answer = await patients.SearchAsync(Nobody(), stop);
            first ??= answer;
            if (answer is PatientAnswer.Page page)
            {
                report.Set(ByPost, byPost ? "true" : "false");
                return IsNobody(page, byPost);
            }
        }

        switch (first)
        {
            case PatientAnswer.Unavailable { Fault.Code: "http-404" }:
                report.Fails(
                    Search,
                    "404 without an OperationOutcome not-found for a number that nobody has: it cannot be told from a "
                        + "wrong address, and would count as a fault. Is Krypton__FhirBaseUrl right?"
                );
                break;
            case PatientAnswer.Unavailable unavailable:
                report.Fails(Search, "Krypton__FhirBaseUrl", unavailable.Fault);
                break;
            case PatientAnswer.Rejected rejected:
                report.Fails(Search, $"a search by number is refused ({rejected.Code}), by POST and by GET.");
                break;
        }

        return false;
    }

    private bool IsNobody(PatientAnswer.Page page, bool byPost)
    {
        if (page.Records.Count > 0 || page.Total > 0)
        {
            report.Fails(Search, "a number that nobody has gives records: the criterion identifier is passed over.");
            return false;
        }

        report.Fits(
            Search,
            byPost ? "by POST, so that traits stay out of addresses." : "by GET only: traits stand in addresses."
        );
        return true;
    }

    private async Task AskForSomebodyAsync(int asked, PatientRecord? record, CancellationToken stop)
    {
        if (record is null)
        {
            var why = asked == 0 ? "Give --patient to ask for one." : "None of the numbers given is found.";
            report.Open("Patient search by name", why);
            await AskForAlternativesAsync(
                new() { Identifiers = [.. Nobody().Identifiers, .. Nobody().Identifiers] },
                null,
                stop
            );
            return;
        }

        var name = record.Names.FirstOrDefault(n => n.Family is { Length: > 3 });
        if (name?.Family is not { } family || record.BirthDate is not { Length: 10 } born)
        {
            report.Open("Patient search by name", "the record found has no family name or no whole birth date.");
            return;
        }

        PatientQuery Of(params string[] families) => new() { Family = families, BirthDate = [born] };
        if (!await FindsAsync(Of(family), record, stop))
        {
            report.Fails("Patient search by name", "a record is not found by its own family name and birth date.");
            return;
        }

        await AskForAlternativesAsync(Of(PlatformCaller.Nonsense(), family), record, stop);
        var isPrefix = await FindsAsync(Of(family[..3]), record, stop);
        report.Set("Search__NameMatching", isPrefix ? "Prefix" : "Exact");
        report.Fits("Patient search by name", isPrefix ? "names match from their start." : "names match whole.");
        await AskForDroppedAsync(Of(PlatformCaller.Nonsense()), "family", stop);
        await AskForDroppedAsync(new() { Family = [family], BirthDate = ["1801-01-01"] }, "birthdate", stop);
        await AskForAccentsAsync(family, Of, record, stop);
    }

    private async Task AskForAlternativesAsync(PatientQuery query, PatientRecord? record, CancellationToken stop)
    {
        var answer = await patients.SearchAsync(query, stop);
        var works = answer is PatientAnswer.Page page && (record is null || page.Records.Any(r => r.Id == record.Id));
        report.Set(OrLists, works ? "true" : "false");
        if (works)
        {
            report.Fits(Alternatives, "a comma separates alternatives.");
        }
        else
        {
            report.Note(Alternatives, "not known: one request a value, the likely ones first, finds less.");
        }
    }

    private async Task AskForDroppedAsync(PatientQuery query, string criterion, CancellationToken stop)
    {
        if (await PageAsync(query, stop) is { Records.Count: > 0 })
        {
            report.Fails("Patient search by name", $"the criterion {criterion} is passed over: strangers come back.");
        }
    }

    private async Task AskForAccentsAsync(
        string family,
        Func<string[], PatientQuery> of,
        PatientRecord record,
        CancellationToken stop
    )
    {
        var plain = Plain(family);
        if (plain == family)
        {
            return;
        }

        var isSensitive = !await FindsAsync(of([plain]), record, stop);
        report.Set("Search__AccentSensitive", isSensitive ? "true" : "false");
    }

    private async Task<bool> FindsAsync(PatientQuery query, PatientRecord record, CancellationToken stop) =>
        (await PageAsync(query, stop))?.Records.Any(found => found.Id == record.Id) is true;

    private async Task<PatientAnswer.Page?> PageAsync(PatientQuery query, CancellationToken stop) =>
        await patients.SearchAsync(query, stop) as PatientAnswer.Page;

    private static string Plain(string text) =>
        string.Concat(
            text.Normalize(System.Text.NormalizationForm.FormD)
                .Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
        );

    private static PatientQuery Nobody() => ByNumber(new(SomeOid, PlatformCaller.Nonsense()));

    private static PatientQuery ByNumber(AskedPatient patient) =>
        new() { Identifiers = [new(patient.Authority, patient.Number)] };
}
