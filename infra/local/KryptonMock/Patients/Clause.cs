namespace KryptonMock.Patients;

/// <summary>One criterion of a search, made ready for the index: alternatives of which one must hold.</summary>
internal abstract class Clause
{
    /// <summary>
    /// How many records an index offers for it at most; <see cref="int.MaxValue"/> where no index helps.
    /// </summary>
    public abstract int Count { get; }

    /// <summary>Adds the records that an index offers; some more than once.</summary>
    public abstract void Collect(List<int> records);

    public abstract bool Holds(int record);
}

/// <summary>Names or identifiers.</summary>
internal sealed class KeyClause(KeyIndex index, KeyRange[] alternatives) : Clause
{
    public override int Count { get; } = alternatives.Sum(index.Count);

    public override void Collect(List<int> records)
    {
        foreach (var range in alternatives)
        {
            records.AddRange(index.Records(range));
        }
    }

    public override bool Holds(int record)
    {
        foreach (var range in alternatives)
        {
            if (index.Bears(record, range))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Birth dates.</summary>
internal sealed class DateClause(BirthDateIndex index, IReadOnlyList<BirthDateRange> alternatives) : Clause
{
    public override int Count { get; } = alternatives.Sum(range => index.Records(range).Length);

    public override void Collect(List<int> records)
    {
        foreach (var range in alternatives)
        {
            records.AddRange(index.Records(range));
        }
    }

    public override bool Holds(int record)
    {
        foreach (var range in alternatives)
        {
            if (index.Falls(record, range))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What is only looked at on the records that the others leave.</summary>
internal sealed class TestClause(int size, Func<int, bool> holds) : Clause
{
    public override int Count => int.MaxValue;

    public override void Collect(List<int> records) => records.AddRange(Enumerable.Range(0, size));

    public override bool Holds(int record) => holds(record);
}
