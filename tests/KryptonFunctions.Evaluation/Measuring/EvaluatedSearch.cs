using System.Text.Json;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>
/// One line of the searches file: the request as the DCC sends it, and the references of the records that are the
/// person's (none: the person is absent).
/// </summary>
internal sealed record EvaluatedSearch(string Id, IdentitySearchRequest Request, IReadOnlyList<string> Truth)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The ids of <see cref="Truth"/>, without the resource type.</summary>
    public HashSet<string> TrueIds { get; } =
    [.. (Truth ?? []).Select(reference => reference[(reference.LastIndexOf('/') + 1)..])];

    /// <exception cref="InvalidDataException">A line is no search; the message names it.</exception>
    public static List<EvaluatedSearch> ReadAll(string file)
    {
        var searches = new List<EvaluatedSearch>();
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                searches.Add(
                    Read(line)
                        ?? throw new InvalidDataException(
                            $"{file}, line {number + 1}: not a search with id and request."
                        )
                );
            }
        }

        return searches;
    }

    public string ToLine() =>
        JsonSerializer.Serialize(
            new
            {
                Id,
                Request,
                Truth,
            },
            Json
        );

    private static EvaluatedSearch? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluatedSearch>(line, Json) is { Id: not null, Request: not null } search
                ? search
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
