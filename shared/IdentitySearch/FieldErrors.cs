using KryptonFunctions.Access;

namespace KryptonFunctions.IdentitySearch;

/// <summary>Collects what is wrong with a request, field by field, so that the DCC learns it all at once.</summary>
internal sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<Wording>> byField = new(StringComparer.Ordinal);

    public bool Any => byField.Count > 0;

    public void Add(string field, Wording message)
    {
        if (!byField.TryGetValue(field, out var messages))
        {
            byField[field] = messages = [];
        }

        messages.Add(message);
    }

    public Failure ToFailure() =>
        Failure.Invalid(
            byField.ToDictionary(field => field.Key, field => field.Value.ToArray(), StringComparer.Ordinal)
        );
}
