using KryptonFunctions.Identity;

namespace KryptonMock.Patients;

/// <summary>What a platform ignores when it compares names.</summary>
public sealed class NameFolding
{
    private readonly Func<string, string> fold;

    private NameFolding(Func<string, string> fold) => this.fold = fold;

    /// <summary>Case only: the literal platform, for which accents, hyphens, apostrophes and spaces count.</summary>
    public static NameFolding Case { get; } = new(name => name.ToUpperInvariant());

    /// <summary>Case, accents and ligatures.</summary>
    public static NameFolding CaseAndAccents { get; } = new(NormalForm.Of);

    /// <summary>The form in which two names are compared.</summary>
    public string Fold(string name) => fold(name);
}
