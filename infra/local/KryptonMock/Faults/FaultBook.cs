using KryptonMock.Http;

namespace KryptonMock.Faults;

/// <summary>The faults that are set.</summary>
/// <param name="seed">Of the chance by which a fault strikes.</param>
internal sealed class FaultBook(int seed)
{
    private readonly List<(Fault Fault, int? Left)> faults = [];
    private readonly Lock access = new();
    private readonly Random chance = new(seed);
    private int last;

    public IReadOnlyList<Fault> All
    {
        get
        {
            lock (access)
            {
                return [.. faults.Select(entry => entry.Fault with { Times = entry.Left })];
            }
        }
    }

    /// <summary>Sets the fault; gives it with its id.</summary>
    public Fault Add(Fault fault)
    {
        lock (access)
        {
            var named = fault with { Id = $"f-{++last}" };
            faults.Add((named, named.Times));
            return named;
        }
    }

    public void Remove(string id)
    {
        lock (access)
        {
            faults.RemoveAll(entry => entry.Fault.Id == id);
        }
    }

    public void Clear()
    {
        lock (access)
        {
            faults.Clear();
        }
    }

    /// <summary>The faults that strike now, of the given kinds; each is used up by one.</summary>
    public IReadOnlyList<Fault> Strike(IReadOnlySet<FaultKind> kinds, CallType? call, string? studyUid)
    {
        lock (access)
        {
            if (faults.Count == 0)
            {
                return [];
            }

            var striking = new List<Fault>();
            for (var i = faults.Count - 1; i >= 0; i--)
            {
                var (fault, left) = faults[i];
                if (
                    !kinds.Contains(fault.Kind)
                    || !Concerns(fault, call, studyUid)
                    || chance.NextDouble() >= fault.Probability
                )
                {
                    continue;
                }

                striking.Insert(0, fault);
                if (left == 1)
                {
                    faults.RemoveAt(i);
                }
                else
                {
                    faults[i] = (fault, left - 1);
                }
            }

            return striking;
        }
    }

    private static bool Concerns(Fault fault, CallType? call, string? studyUid) =>
        (call is null || fault.Call is null || fault.Call == call)
        && (fault.StudyUid is null || fault.StudyUid == studyUid);
}
