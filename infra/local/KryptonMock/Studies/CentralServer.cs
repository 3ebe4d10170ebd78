using KryptonMock.Repatriations;

namespace KryptonMock.Studies;

/// <summary>What lies on the central server at this moment.</summary>
internal sealed class CentralServer(OrderBook orders, TimeProvider time)
{
    /// <summary>
    /// The instances that have arrived: those that were there, or what the best order has moved since the last purge.
    /// </summary>
    public int Instances(Study study)
    {
        var now = time.GetUtcNow();
        return orders
            .Of(study.Uid)
            .Where(order => study.PurgedAt is null || order.OrderedAt > study.PurgedAt)
            .Select(order => order.At(now).OnCentral)
            .Append(study.CentralInstances)
            .Max();
    }

    /// <summary>The availability that the index shows: online once all is on the central server.</summary>
    public Availability Availability(Study study)
    {
        if (study.Instances > 0 && Instances(study) >= study.Instances)
        {
            return Studies.Availability.Online;
        }

        return study.Availability == Studies.Availability.Online ? Studies.Availability.Nearline : study.Availability;
    }
}
