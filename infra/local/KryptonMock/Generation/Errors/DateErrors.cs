using KryptonMock.Generation.Records;

namespace KryptonMock.Generation.Errors;

/// <summary><c>03/12</c> → <c>12/03</c>.</summary>
internal sealed class DayAndMonthExchanged : IRecordError
{
    public double Rate(RecordDraft draft) =>
        draft.BirthDate is { Day: <= 12 } date && date.Day != date.Month ? 0.01 : 0;

    public void Apply(RecordDraft draft, Random random) =>
        draft.BirthDate = new DateOnly(
            draft.BirthDate!.Value.Year,
            draft.BirthDate.Value.Day,
            draft.BirthDate.Value.Month
        );
}

/// <summary>The day, the month or the year is another.</summary>
internal sealed class DatePartWrong : IRecordError
{
    public double Rate(RecordDraft draft) => 0.01;

    public void Apply(RecordDraft draft, Random random)
    {
        if (draft.BirthDate is { } date)
        {
            draft.BirthDate = random.Next(3) switch
            {
                0 => date.AddDays(date.Day > 15 ? -random.Next(1, 10) : random.Next(1, 10)),
                1 => date.AddMonths(date.Month > 6 ? -random.Next(1, 6) : random.Next(1, 6)),
                _ => date.AddYears(random.Next(2) == 0 ? random.Next(1, 10) : -random.Next(1, 10)),
            };
        }
    }
}

/// <summary>The first of January stands for 'not known', most often for those born abroad.</summary>
internal sealed class PlaceholderDate : IRecordError
{
    public double Rate(RecordDraft draft) => draft.IsBornAbroad ? 0.05 : 0.003;

    public void Apply(RecordDraft draft, Random random) =>
        draft.BirthDate = draft.BirthDate is { } date ? new DateOnly(date.Year, 1, 1) : null;
}

/// <summary>No date.</summary>
internal sealed class DateMissing : IRecordError
{
    public double Rate(RecordDraft draft) => 0.002;

    public void Apply(RecordDraft draft, Random random) => draft.BirthDate = null;
}
