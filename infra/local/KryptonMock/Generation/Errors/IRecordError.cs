using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary>One way in which a record strays from the truth.</summary>
internal interface IRecordError
{
    /// <summary>The share of such drafts that it befalls, 0 to 1; 0 where it cannot.</summary>
    double Rate(RecordDraft draft);

    void Apply(RecordDraft draft, Random random);
}
