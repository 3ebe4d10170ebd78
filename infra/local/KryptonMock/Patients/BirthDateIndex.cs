namespace KryptonMock.Patients;

/// <summary>Records in the order of their birth dates, so that a day, a month or a year is a range.</summary>
internal sealed class BirthDateIndex
{
    private readonly int[] _dateOfRecord;
    private readonly int[] _sortedDates;
    private readonly int[] _sortedRecords;

    /// <param name="dateOfRecord">Dates as numbers, see <see cref="BirthDateRange"/>; the array is kept.</param>
    public BirthDateIndex(int[] dateOfRecord)
    {
        _dateOfRecord = dateOfRecord;
        _sortedDates = [.. dateOfRecord];
        _sortedRecords = [.. Enumerable.Range(0, dateOfRecord.Length)];
        Array.Sort(_sortedDates, _sortedRecords);
    }

    public ReadOnlySpan<int> Records(BirthDateRange range)
    {
        var first = FirstAtLeast(range.First);
        return _sortedRecords.AsSpan(first..Math.Max(first, FirstAtLeast(range.Last + 1)));
    }

    public bool Falls(int record, BirthDateRange range) => _dateOfRecord[record] >= range.First && _dateOfRecord[record] <= range.Last;

    private int FirstAtLeast(int date)
    {
        var (low, high) = (0, _sortedDates.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _sortedDates[middle] < date ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
