namespace KryptonFunctions.Evaluation;

/// <summary>Named arguments of a verb: <c>--name value</c>, and flags without a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = [];

    /// <exception cref="FormatException">An argument is not known or has no value; the message is for the
    /// user.</exception>
    public Arguments(ReadOnlySpan<string> given, string[] known, string[] flags)
    {
        for (var at = 0; at < given.Length; at++)
        {
            if (flags.Contains(given[at]))
            {
                values[given[at]] = "true";
            }
            else if (known.Contains(given[at]) && at + 1 < given.Length)
            {
                values[given[at]] = given[++at];
            }
            else
            {
                throw new FormatException($"{given[at]} is not known here, or its value is missing.");
            }
        }
    }

    public string this[string name] =>
        values.TryGetValue(name, out var value) ? value : throw new FormatException($"{name} is needed.");

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);

    public int Number(string name, int? otherwise = null)
    {
        if (!values.TryGetValue(name, out var value))
        {
            return otherwise ?? throw new FormatException($"{name} is needed.");
        }

        return int.TryParse(value, out var number) && number >= 0
            ? number
            : throw new FormatException($"{name} wants a whole number.");
    }
}
