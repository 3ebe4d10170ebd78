using KryptonFunctions.Identity;
using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary>The second or third given name in the field.</summary>
internal sealed class OtherGivenName : IRecordError
{
    public double Rate(RecordDraft draft) => draft.GivenNames.Count > 1 ? 0.025 : 0;

    public void Apply(RecordDraft draft, Random random) =>
        draft.GivenName = draft.GivenNames[random.Next(1, draft.GivenNames.Count)];
}

/// <summary><c>JEAN-PIERRE</c> → <c>JEAN</c>.</summary>
internal sealed class GivenNameTruncated : IRecordError
{
    public double Rate(RecordDraft draft) => draft.GivenName.Contains('-') ? 0.12 : 0;

    public void Apply(RecordDraft draft, Random random) => draft.GivenName = draft.GivenName.Split('-')[0];
}

/// <summary>Another listed spelling: <c>MATHIEU</c> → <c>MATTHIEU</c>.</summary>
internal sealed class ListedVariant : IRecordError
{
    public double Rate(RecordDraft draft) => Others(draft).Count > 0 ? 0.05 : 0;

    public void Apply(RecordDraft draft, Random random)
    {
        var others = Others(draft);
        draft.GivenName = others[random.Next(others.Count)];
    }

    private static List<string> Others(RecordDraft draft)
    {
        var compact = NormalForm.Compact(draft.GivenName);
        return [.. GivenNameVariants.Of(compact).Where(spelling => spelling != compact)];
    }
}

/// <summary>Written as heard.</summary>
internal sealed class GivenNameRespelled : IRecordError
{
    public double Rate(RecordDraft draft) => 0.012;

    public void Apply(RecordDraft draft, Random random) => draft.GivenName = Respelling.Of(draft.GivenName, random);
}

/// <summary>A slip of the pen.</summary>
internal sealed class GivenNameMistyped : IRecordError
{
    public double Rate(RecordDraft draft) => 0.015;

    public void Apply(RecordDraft draft, Random random) => draft.GivenName = Slip.In(draft.GivenName, random);
}

/// <summary>All given names in the field, as one text.</summary>
internal sealed class AllGivenNames : IRecordError
{
    public double Rate(RecordDraft draft) => draft.GivenNames.Count > 1 ? 0.10 : 0;

    public void Apply(RecordDraft draft, Random random) =>
        draft.GivenName = string.Join(
            ' ',
            [draft.GivenName, .. draft.GivenNames.Where(given => given != draft.GivenName)]
        );
}

/// <summary>Surname and given name in each other's field.</summary>
internal sealed class NamesExchanged : IRecordError
{
    public double Rate(RecordDraft draft) => 0.005;

    public void Apply(RecordDraft draft, Random random) =>
        (draft.BirthName, draft.GivenName) = (draft.GivenName, draft.BirthName);
}
