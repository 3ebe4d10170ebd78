using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>A meeting as asked for, checked; some of its pré-fiches may be refused.</summary>
public sealed record RequestedRcp(
    DateTimeOffset StartsAt,
    IReadOnlyList<AskedPreFiche> PreFiches,
    AutoConfirm AutoConfirm,
    IReadOnlyList<PrefetchRule> Rules,
    OrderPriority Priority
);

/// <summary>
/// Checks a meeting, and tells every field that is wrong at once. It fails where the meeting itself cannot be used, or
/// none of its pré-fiches.
/// </summary>
public sealed class RcpRequestReader(PreFichesReader reader, TimeProvider time)
{
    /// <summary>Pré-fiches of one meeting.</summary>
    public const int MaxPreFiches = 200;

    private const int MaxRules = 10;
    private const int MaxWords = 20;
    private const int MaxWord = 64;
    private static readonly TimeSpan Past = TimeSpan.FromDays(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(2 * 366);

    public Outcome<RequestedRcp> Read(RcpRequest request)
    {
        var errors = new SortedDictionary<string, Wording[]>(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        if (request.StartsAt is not { } startsAt || startsAt < now - Past || startsAt > now + Ahead)
        {
            errors["startsAt"] =
            [
                new(
                    "Un instant, d'hier à dans deux ans, par exemple 2026-11-24T13:00:00Z.",
                    "An instant from a day ago to two years ahead, such as 2026-11-24T13:00:00Z."
                ),
            ];
        }

        if (request is { Prefiches: not null, OtherSpelling: not null })
        {
            errors["preFiches"] = [new("La liste est donnée deux fois.", "The list is given twice.")];
        }

        var preFiches = ReadPreFiches(request.Prefiches ?? request.OtherSpelling, errors);
        ReadRules(request.Rules ?? [], errors);
        if (errors.Count > 0 || (preFiches.Count > 0 && preFiches.All(p => p.Refusal is not null)))
        {
            return Refuse(preFiches, errors);
        }

        return new RequestedRcp(
            request.StartsAt!.Value.ToUniversalTime(),
            preFiches,
            request.AutoConfirm ?? AutoConfirm.Never,
            [.. (request.Rules ?? []).OfType<PrefetchRule>()],
            request.Priority ?? OrderPriority.Routine
        );
    }

    /// <summary>Everything that is wrong at once; without wrong fields, the first refusal.</summary>
    private static Failure Refuse(IReadOnlyList<AskedPreFiche> preFiches, SortedDictionary<string, Wording[]> errors)
    {
        var refusals = preFiches.Select(p => p.Refusal).OfType<Failure>().ToList();
        foreach (var (name, messages) in refusals.SelectMany(f => f.Errors ?? new Dictionary<string, Wording[]>()))
        {
            errors[name] = messages;
        }

        return errors.Count > 0 ? Failure.Invalid(errors) : refusals[0];
    }

    private IReadOnlyList<AskedPreFiche> ReadPreFiches(
        IReadOnlyList<RequestedPreFiche?>? asked,
        SortedDictionary<string, Wording[]> errors
    )
    {
        if (asked is { Count: <= MaxPreFiches })
        {
            return reader.Read(asked);
        }

        errors["prefiches"] =
        [
            new(
                $"Une liste de {MaxPreFiches} pré-fiches au plus ; vide, elle les retire toutes.",
                $"A list of at most {MaxPreFiches} pré-fiches; an empty one withdraws all."
            ),
        ];
        return [];
    }

    private static void ReadRules(IReadOnlyList<PrefetchRule?> rules, SortedDictionary<string, Wording[]> errors)
    {
        if (rules.Count > MaxRules)
        {
            errors["rules"] = [new($"{MaxRules} règles au plus.", $"At most {MaxRules} rules.")];
        }

        for (var index = 0; index < rules.Count; index++)
        {
            var rule = rules[index];
            var good =
                rule is { MaxAgeYears: >= 1 and <= 100, PriorsPerModality: >= 1 and <= 20 }
                && AreWords(rule.Modalities)
                && AreWords(rule.Regions);
            if (!good)
            {
                errors[$"rules[{index}]"] =
                [
                    new(
                        "maxAgeYears de 1 à 100, priorsPerModality de 1 à 20, "
                            + $"{MaxWords} modalités et régions au plus, de 1 à {MaxWord} caractères.",
                        "maxAgeYears 1 to 100, priorsPerModality 1 to 20, "
                            + $"at most {MaxWords} modalities and regions of 1 to {MaxWord} characters."
                    ),
                ];
            }
        }
    }

    private static bool AreWords(IReadOnlyList<string> words) =>
        words is { Count: <= MaxWords } && words.All(w => w is { Length: > 0 and <= MaxWord });
}
