using KryptonFunctions.Identity;

namespace KryptonMock.Generation.Records;

/// <summary>Which names an establishment has fields for: both, the used name only, the birth name only.</summary>
internal static class NameSlots
{
    private const double Both = 0.70;
    private const double UsedOnly = 0.18;

    public static IReadOnlyList<RecordedName> Write(RecordDraft draft, NameStyle style, Random random)
    {
        // Several given names in one field keep their distance, whatever becomes of the parts of each.
        var given = string.Join(' ', draft.GivenName.Split(' ').Select(name => NameStyles.Write(name, style)));
        RecordedName Name(string use, string family) => new(use, NameStyles.Write(family, style), [given]);
        return draft.UsedName is not { } used
            ? [Name("official", draft.BirthName)]
            : random.NextDouble() switch
            {
                < Both => [Name("official", draft.BirthName), Name("usual", used)],
                < Both + UsedOnly => [Name("usual", used)],
                _ => [Name("official", draft.BirthName)],
            };
    }
}
