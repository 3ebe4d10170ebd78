namespace KryptonFunctions.Identity;

/// <summary>
/// Spellings that stand for one given name, such as MOHAMED, MOHAMMED and MUHAMMAD; from the list
/// <c>Data/given-name-variants.txt</c>.
/// </summary>
public static class GivenNameVariants
{
    private static readonly Lazy<Dictionary<string, string[]>> Classes = new(Load);

    /// <summary>All spellings of the name, itself among them; empty where none is listed.</summary>
    /// <param name="compact">In the form of <see cref="NormalForm.Compact"/>.</param>
    public static IReadOnlyList<string> Of(string compact) => Classes.Value.GetValueOrDefault(compact, []);

    /// <summary>True where both are listed as spellings of one name.</summary>
    public static bool AreSame(string compact, string other) =>
        Classes.Value.TryGetValue(compact, out var spellings) && Array.IndexOf(spellings, other) >= 0;

    private static Dictionary<string, string[]> Load()
    {
        using var stream =
            typeof(GivenNameVariants).Assembly.GetManifestResourceStream("given-name-variants.txt")
            ?? throw new InvalidOperationException("The list of given name variants is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var classes = new Dictionary<string, string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var spellings = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var spelling in spellings)
            {
                classes[spelling] = spellings;
            }
        }

        return classes;
    }
}
