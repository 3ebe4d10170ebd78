using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Krypton;
using KryptonFunctions.Structures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Structures;

/// <summary><c>GET /structures</c>: which establishments are connected to Krypton.</summary>
public sealed class GetStructures(ListStructures listStructures)
{
    [Function(nameof(GetStructures))]
    [Allows(Roles.Care, Roles.NetworkAdmin)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/structures")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var question = new StructuresQuestion(
            query.Text("q"),
            query.Text("department", IsDepartment, "The number of a département such as 33, 2A or 974."),
            query.Value<bool>("connected", bool.TryParse, "true or false.")
        );
        return query.IsWrong(out var failure)
            ? new Problem(failure)
            : Answer.From(
                await listStructures.ListAsync(context.Caller(), question, cancellationToken),
                found => Answer.Json(StructuresAnswer.From(found))
            );
    }

    private static bool IsDepartment(string text) =>
        text is "2A" or "2B" || (text.Length is 2 or 3 && text.All(char.IsAsciiDigit));
}

/// <summary>Body of the answer: the establishments asked for, by name, and how many of them are connected.</summary>
public sealed record StructuresAnswer(IReadOnlyList<StructureEntry> Structures, int Total, int Connected)
{
    public static StructuresAnswer From(IReadOnlyList<Establishment> found) =>
        new(
            [
                .. found.Select(e => new StructureEntry(
                    e.Finess,
                    e.Name,
                    e.City,
                    e.Department,
                    e.DepartmentName,
                    e.Connected,
                    e.ServiceLevel
                )),
            ],
            found.Count,
            found.Count(e => e.Connected)
        );
}

/// <summary>
/// An establishment. The service level is <c>exchange</c> (échange et partage), <c>priors</c> (envoi d'antériorités),
/// or null.
/// </summary>
public sealed record StructureEntry(
    string? Finess,
    string Name,
    string? City,
    string? Department,
    string? DepartmentName,
    bool Connected,
    string? ServiceLevel
);
