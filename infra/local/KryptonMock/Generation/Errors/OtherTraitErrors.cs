using KryptonFunctions.Identity;
using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary>The other sex.</summary>
internal sealed class SexWrong : IRecordError
{
    public double Rate(RecordDraft draft) => 0.003;

    public void Apply(RecordDraft draft, Random random) => draft.Sex = draft.Sex == Sex.Male ? Sex.Female : Sex.Male;
}

/// <summary>Another place.</summary>
internal sealed class BirthPlaceWrong : IRecordError
{
    public double Rate(RecordDraft draft) => 0.03;

    public void Apply(RecordDraft draft, Random random) => draft.BirthPlace = BirthPlaces.Draw(random);
}

/// <summary>No place: the field came late.</summary>
internal sealed class BirthPlaceMissing : IRecordError
{
    public double Rate(RecordDraft draft) => 0.35;

    public void Apply(RecordDraft draft, Random random) => draft.BirthPlace = null;
}
