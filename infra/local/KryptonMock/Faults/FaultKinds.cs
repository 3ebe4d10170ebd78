using KryptonMock.Repatriations;

namespace KryptonMock.Faults;

/// <summary>Which faults strike where.</summary>
internal static class FaultKinds
{
    /// <summary>Any call over HTTP.</summary>
    public static IReadOnlySet<FaultKind> OfCalls { get; } =
        new HashSet<FaultKind>
        {
            FaultKind.Latency,
            FaultKind.Status,
            FaultKind.TimeOut,
            FaultKind.BrokenJson,
            FaultKind.WrongContentType,
            FaultKind.Oversized,
            FaultKind.ForeignNextLink,
            FaultKind.CyclicNextLink,
        };

    /// <summary>What comes of an order.</summary>
    public static IReadOnlyDictionary<FaultKind, Ending> Endings { get; } =
        new Dictionary<FaultKind, Ending>
        {
            [FaultKind.Rejected] = Ending.Rejected,
            [FaultKind.Failed] = Ending.Failed,
            [FaultKind.EmptyCompletion] = Ending.Empty,
            [FaultKind.Partial] = Ending.Partial,
            [FaultKind.SilentPartial] = Ending.SilentPartial,
            [FaultKind.Shrinking] = Ending.Shrinking,
            [FaultKind.NeverFinishing] = Ending.Never,
        };

    public static IReadOnlySet<FaultKind> OfOrders { get; } = Endings.Keys.ToHashSet();

    public static IReadOnlySet<FaultKind> Early { get; } = new HashSet<FaultKind> { FaultKind.NotifyEarly };

    /// <summary>How a notification is sent.</summary>
    public static IReadOnlySet<FaultKind> OfNotifications { get; } =
        new HashSet<FaultKind>
        {
            FaultKind.NotifyTwice,
            FaultKind.NotifyLate,
            FaultKind.NotifyWrongSignature,
            FaultKind.NotifyNever,
        };
}
