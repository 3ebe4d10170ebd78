using System.Globalization;
using System.Text;

namespace KryptonMock.Patients;

/// <summary>What a platform ignores when it compares names.</summary>
public sealed class NameFolding
{
    private readonly bool ignoreAccents;

    private NameFolding(bool ignoreAccents) => this.ignoreAccents = ignoreAccents;

    /// <summary>Case only: the literal platform.</summary>
    public static NameFolding Case { get; } = new(ignoreAccents: false);

    /// <summary>Case and accents.</summary>
    public static NameFolding CaseAndAccents { get; } = new(ignoreAccents: true);

    public string Fold(string name)
    {
        // Composed first: 'e' with a combining accent and 'é' are the same text to any server.
        var upper = name.Normalize(NormalizationForm.FormC).ToUpperInvariant();
        return ignoreAccents
            ? string.Concat(upper.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            : upper;
    }
}
