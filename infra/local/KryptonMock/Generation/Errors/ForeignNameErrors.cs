using KryptonFunctions.Identity;
using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary>What befalls names of other countries besides; rates are guesses, as no register publishes them.</summary>
internal static class ForeignNameErrors
{
    public static IReadOnlyList<IRecordError> All { get; } =
    [new LettersSpelled(), new WordsReordered(), new WordMoved(), new NameTakenForGivenName()];
}

/// <summary><c>MÜLLER</c> → <c>MUELLER</c>, as the passport has it.</summary>
internal sealed class LettersSpelled : IRecordError
{
    public double Rate(RecordDraft draft) => 0.3;

    public void Apply(RecordDraft draft, Random random)
    {
        draft.ChangeSurnames(PassportSpelling.Spelled);
        draft.GivenName = PassportSpelling.Spelled(draft.GivenName);
    }
}

/// <summary><c>GARCIA LOPEZ</c> → <c>LOPEZ GARCIA</c>, or one of the two alone.</summary>
internal sealed class WordsReordered : IRecordError
{
    public double Rate(RecordDraft draft) => draft.BirthName.Contains(' ') ? 0.15 : 0;

    public void Apply(RecordDraft draft, Random random)
    {
        var words = draft.BirthName.Split(' ');
        draft.BirthName = random.Next(3) switch
        {
            0 => words[0],
            1 => words[^1],
            _ => string.Join(' ', words.Reverse()),
        };
    }
}

/// <summary><c>NGUYEN, THI MAI</c> → <c>NGUYEN THI, MAI</c>.</summary>
internal sealed class WordMoved : IRecordError
{
    public double Rate(RecordDraft draft) => draft.GivenName.Contains(' ') ? 0.15 : 0;

    public void Apply(RecordDraft draft, Random random)
    {
        var words = draft.GivenName.Split(' ', 2);
        (draft.BirthName, draft.GivenName) = ($"{draft.BirthName} {words[0]}", words[1]);
    }
}

/// <summary>Surname and given name in each other's field, where nobody knows which is which.</summary>
internal sealed class NameTakenForGivenName : IRecordError
{
    public double Rate(RecordDraft draft) => 0.03;

    public void Apply(RecordDraft draft, Random random) =>
        (draft.BirthName, draft.GivenName) = (draft.GivenName, draft.BirthName);
}
