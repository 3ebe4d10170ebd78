using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;
using Workbench.Sessions;
using Workbench.Texts;

namespace Workbench.PreFiches;

/// <summary>The pages of a pré-fiche: its patient, its identity. Its studies: <see cref="StudyRoutes"/>.</summary>
internal static class PreFicheRoutes
{
    private const string One = "/rcps/{rcpId}/prefiches/{preFicheId}";
    private static readonly PageMark Page = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rcps/{rcpId}/prefiches/new", New).WithMetadata(Page);
        routes.MapPost("/rcps/{rcpId}/prefiches", AddAsync).WithMetadata(Page);
        routes.MapGet(One, ShowAsync).WithMetadata(Page);
        routes.MapGet($"{One}/live", LiveAsync).WithMetadata(Page, new LiveMark());
        routes.MapGet($"{One}/patient", PatientAsync).WithMetadata(Page);
        routes.MapPost($"{One}/patient", CorrectAsync).WithMetadata(Page);
        routes.MapPost($"{One}/search", SearchAsync).WithMetadata(Page);
        routes.MapPost($"{One}/identity", ChooseAsync).WithMetadata(Page);
        routes.MapPost($"{One}/identity/none", ChooseNoneAsync).WithMetadata(Page);
        StudyRoutes.Map(routes.MapGroup(One));
    }

    private static IResult New(string rcpId) => Pages.Show<PatientPage>(new { RcpId = rcpId });

    private static async Task<IResult> AddAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        [FromForm] IFormCollection form
    )
    {
        var key = new PreFicheKey(rcpId, form["preFicheId"].ToString().Trim());
        var patient = PatientForm.Read(form);
        var problem = DccIds.IsValid(key.PreFicheId) ? await desk.PutAsync(key, patient) : PatientPage.WrongId;
        if (problem is not null)
        {
            return Refused(key, patient, problem, isNew: true);
        }

        session.Tell($"La pré-fiche {key.PreFicheId} est ajoutée ; Krypton cherche son patient.");
        return new SeeOther(PreFichePage.Address(key));
    }

    private static async Task<IResult> ShowAsync(
        PreFicheDesk desk,
        Session session,
        [AsParameters] PreFicheQuestion question
    )
    {
        var key = question.Key;
        var answer = await desk.FindAsync(key);
        if (answer.Value is not { } placed)
        {
            return Pages.Problem(answer.Problem!);
        }

        var candidates = await desk.CandidatesAsync(key);
        var timeline = placed.PreFiche.Identity == "confirmed" ? await desk.TimelineAsync(key, question.Filter) : null;
        return Pages.Show<PreFichePage>(
            new
            {
                Key = key,
                placed.StartsAt,
                Patient = desk.PatientOf(key),
                placed.PreFiche,
                Candidates = candidates,
                Found = session.Found(key),
                Timeline = timeline,
                question.Filter,
            }
        );
    }

    private static async Task<IResult> LiveAsync(
        PreFicheDesk desk,
        TimeProvider time,
        HttpContext context,
        [AsParameters] PreFicheQuestion question
    )
    {
        return (await desk.FindAsync(question.Key)).Value is { } placed
            ? Pages.Part<PreFicheLive>(
                context,
                new { placed.PreFiche, placed.StartsAt },
                JsonSerializer.Serialize(placed.PreFiche),
                FrenchTime.Until(placed.StartsAt, time.GetUtcNow())
            )
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    // What does not exist cannot be corrected: the form would add it.
    private static async Task<IResult> PatientAsync(PreFicheDesk desk, string rcpId, string preFicheId)
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        return (await desk.FindAsync(key)).Problem is { } problem
            ? Pages.Problem(problem)
            : Pages.Show<PatientPage>(
                new
                {
                    RcpId = rcpId,
                    PreFicheId = preFicheId,
                    Patient = desk.PatientOf(key),
                }
            );
    }

    private static async Task<IResult> CorrectAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection form
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var patient = PatientForm.Read(form, desk.PatientOf(key));
        if (await desk.CorrectAsync(key, patient) is { } problem)
        {
            return Refused(key, patient, problem, isNew: false);
        }

        session.Tell("Le patient est corrigé. L'identité est cherchée à nouveau ; le choix d'avant ne vaut plus.");
        return new SeeOther(PreFichePage.Address(key));
    }

    private static async Task<IResult> SearchAsync(
        PreFicheDesk desk,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection form
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var problem = await desk.SearchAsync(key, form["showHidden"] == "on");
        return problem is null ? new SeeOther($"{PreFichePage.Address(key)}#candidats") : Pages.Problem(problem);
    }

    private static async Task<IResult> ChooseAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection form
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var records = form["patientId"].OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (records.Count == 0)
        {
            session.Tell("Rien n'est choisi : cocher d'abord les dossiers de la personne.");
            return new SeeOther(PreFichePage.Address(key));
        }

        if (await desk.ChooseAsync(key, records) is { } problem)
        {
            return Pages.Problem(problem);
        }

        session.Tell(records.Count == 1 ? "L'identité est choisie." : $"{records.Count} dossiers sont choisis.");
        return new SeeOther(PreFichePage.Address(key));
    }

    private static async Task<IResult> ChooseNoneAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection _
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        if (await desk.ChooseNoneAsync(key) is { } problem)
        {
            return Pages.Problem(problem);
        }

        session.Tell("Aucun des candidats n'est le patient : c'est noté.");
        return new SeeOther(PreFichePage.Address(key));
    }

    private static IResult Refused(PreFicheKey key, DccPatient patient, ApiProblem problem, bool isNew) =>
        Pages.Show<PatientPage>(
            new
            {
                key.RcpId,
                PreFicheId = isNew ? null : key.PreFicheId,
                TypedId = key.PreFicheId,
                Patient = patient,
                Problem = problem,
            },
            StatusCodes.Status422UnprocessableEntity
        );
}

/// <summary>Which pré-fiche, and which of its studies, a page is about.</summary>
internal readonly record struct PreFicheQuestion(
    string RcpId,
    string PreFicheId,
    [property: FromQuery(Name = "modality")] string? Modality,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "cursor")] string? Cursor
)
{
    public PreFicheKey Key => new(RcpId, PreFicheId);

    public StudyFilter Filter => StudyFilter.Read(Modality, From, To, Cursor);
}
