using System.Collections.Frozen;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Traces;

/// <summary>What becomes of the traces of one action.</summary>
/// <param name="ForwardedAs">The kind of access by which Krypton is told of it; null for what touches none of its
/// data.</param>
/// <param name="Figure">The figure that counts it, or null.</param>
/// <param name="Counted">The outcome that is counted.</param>
internal sealed record TraceActionRule(
    AccessKind? ForwardedAs,
    ActivityFigure? Figure = null,
    TraceOutcome Counted = TraceOutcome.Succeeded
)
{
    /// <summary>One rule for every action: a new one is decided here, and a test finds the one that is not.</summary>
    public static readonly FrozenDictionary<TraceAction, TraceActionRule> All = new Dictionary<
        TraceAction,
        TraceActionRule
    >
    {
        [TraceAction.Searched] = new(AccessKind.Search, ActivityFigure.Searches),
        [TraceAction.CandidatesRead] = new(AccessKind.Read),
        [TraceAction.CandidateChosen] = new(AccessKind.Update),
        [TraceAction.StudiesListed] = new(AccessKind.Read),
        [TraceAction.LinkIssued] = new(AccessKind.Create, ActivityFigure.LinksIssued),
        [TraceAction.LinkOpened] = new(AccessKind.Read, ActivityFigure.LinksOpened),
        [TraceAction.LinkRefused] = new(AccessKind.Execute),
        [TraceAction.Attached] = new(AccessKind.Create, ActivityFigure.Attached),
        [TraceAction.Detached] = new(AccessKind.Delete),
        [TraceAction.OrderPlaced] = new(AccessKind.Create, ActivityFigure.Orders),
        [TraceAction.OrderCancelled] = new(AccessKind.Delete),
        [TraceAction.RepatriationEnded] = new(AccessKind.Execute, ActivityFigure.Repatriations),
        [TraceAction.RcpCreated] = new(AccessKind.Create),
        [TraceAction.RcpChanged] = new(AccessKind.Update),
        [TraceAction.RcpRead] = new(AccessKind.Read),
        [TraceAction.RcpCancelled] = new(AccessKind.Delete),
        [TraceAction.AccessRefused] = new(AccessKind.Execute, ActivityFigure.Refusals, TraceOutcome.Refused),
        [TraceAction.StructuresRead] = new(AccessKind.Read),

        // No data is given, or none that is Krypton's.
        [TraceAction.RcpUnchanged] = new(ForwardedAs: null),
        [TraceAction.RcpsListed] = new(ForwardedAs: null),

        // Our own traces and figures touch none of Krypton's data.
        [TraceAction.TracesRead] = new(ForwardedAs: null),
        [TraceAction.ActivityRead] = new(ForwardedAs: null),
        [TraceAction.ForwardingRetried] = new(ForwardedAs: null),
    }.ToFrozenDictionary();
}
