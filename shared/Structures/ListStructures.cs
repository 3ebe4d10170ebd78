using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Structures;

/// <summary>Which establishments are asked for; the conditions hold together.</summary>
/// <param name="Text">Words to be found in name, city or FINESS, ignoring case, accents and hyphens; or null.</param>
/// <param name="Department">Number of the département such as <c>33</c>, or null.</param>
/// <param name="Connected">Only those that are connected, or only those that are not; null for all.</param>
public sealed record StructuresQuestion(string? Text, string? Department, bool? Connected);

/// <summary>Answers the question of every meeting: are the establishments around me connected?</summary>
public sealed class ListStructures(StructureDirectory directory, TraceWriter traces)
{
    public async Task<Outcome<IReadOnlyList<Establishment>>> ListAsync(
        Caller caller,
        StructuresQuestion question,
        CancellationToken cancellationToken
    )
    {
        switch (await directory.GetAsync(cancellationToken))
        {
            case EstablishmentsAnswer.Listed(var all):
                IReadOnlyList<Establishment> asked = [.. all.Where(e => IsAsked(e, question))];
                var written = await traces.WriteAsync(
                    TraceEntry.By(caller, TraceAction.StructuresRead),
                    cancellationToken
                );
                return await written.ThenAsync(_ =>
                    Task.FromResult<Outcome<IReadOnlyList<Establishment>>>(
                        new Outcome<IReadOnlyList<Establishment>>.Ok(asked)
                    )
                );
            case EstablishmentsAnswer.Unavailable(var fault):
                return fault.ToFailure();
            default:
                throw new InvalidOperationException("Establishments are listed or unavailable.");
        }
    }

    private static bool IsAsked(Establishment establishment, StructuresQuestion question)
    {
        if (
            (question.Connected ?? establishment.Connected) != establishment.Connected
            || (question.Department ?? establishment.Department) != establishment.Department
        )
        {
            return false;
        }

        var text = Plain(
            $"{establishment.Name} {establishment.City} {establishment.Finess} {establishment.DepartmentName}"
        );
        return Plain(question.Text ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static string Plain(string text) => NormalForm.Of(text).Replace('-', ' ').Replace('\'', ' ');
}
