namespace KryptonMock.Patients;

/// <summary>Records in the order of their birth dates, so that a day, a month or a year is a range.</summary>
internal sealed class BirthDateIndex
{
    private readonly int[] dateOfRecord;
    private readonly int[] sortedDates;
    private readonly int[] sortedRecords;

    /// <param name="dateOfRecord">Dates as numbers, see <see cref="BirthDateRange"/>; the array is kept.</param>
    public BirthDateIndex(int[] dateOfRecord)
    {
        this.dateOfRecord = dateOfRecord;
        sortedDates = [.. dateOfRecord];
        sortedRecords = [.. Enumerable.Range(0, dateOfRecord.Length)];
        Array.Sort(sortedDates, sortedRecords);
    }

    public ReadOnlySpan<int> Records(BirthDateRange range)
    {
        var first = FirstAtLeast(range.First);
        return sortedRecords.AsSpan(first..Math.Max(first, FirstAtLeast(range.Last + 1)));
    }

    public bool Falls(int record, BirthDateRange range) =>
        dateOfRecord[record] >= range.First && dateOfRecord[record] <= range.Last;

    private int FirstAtLeast(int date)
    {
        var (low, high) = (0, sortedDates.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sortedDates[middle] < date ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
