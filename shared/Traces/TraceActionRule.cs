using System.Collections.Frozen;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Traces;

/// <summary>What becomes of the traces of one action.</summary>
/// <param name="ForwardedAs">The kind of access by which Krypton is told of it; null for what touches none of its
/// data.</param>
internal sealed record TraceActionRule(AccessKind? ForwardedAs)
{
    /// <summary>One rule for every action: a new one is decided here, and a test finds the one that is not.</summary>
    public static readonly FrozenDictionary<TraceAction, TraceActionRule> All = new Dictionary<
        TraceAction,
        TraceActionRule
    >
    {
        [TraceAction.Searched] = new(AccessKind.Search),
        [TraceAction.CandidatesRead] = new(AccessKind.Read),
        [TraceAction.CandidateChosen] = new(AccessKind.Update),
        [TraceAction.StudiesListed] = new(AccessKind.Read),
        [TraceAction.LinkIssued] = new(AccessKind.Create),
        [TraceAction.LinkOpened] = new(AccessKind.Read),
        [TraceAction.LinkRefused] = new(AccessKind.Execute),
        [TraceAction.Attached] = new(AccessKind.Create),
        [TraceAction.Detached] = new(AccessKind.Delete),
        [TraceAction.OrderPlaced] = new(AccessKind.Create),
        [TraceAction.OrderCancelled] = new(AccessKind.Delete),
        [TraceAction.RepatriationEnded] = new(AccessKind.Execute),
        [TraceAction.RcpCreated] = new(AccessKind.Create),
        [TraceAction.RcpChanged] = new(AccessKind.Update),
        [TraceAction.RcpRead] = new(AccessKind.Read),
        [TraceAction.RcpCancelled] = new(AccessKind.Delete),
        [TraceAction.AccessRefused] = new(AccessKind.Execute),
        [TraceAction.StructuresRead] = new(AccessKind.Read),

        // No data is given, or none that is Krypton's.
        [TraceAction.RcpUnchanged] = new(ForwardedAs: null),
        [TraceAction.RcpsListed] = new(ForwardedAs: null),

        // A clock, our own traces and figures touch none of Krypton's data.
        [TraceAction.RcpBegan] = new(ForwardedAs: null),
        [TraceAction.TracesRead] = new(ForwardedAs: null),
        [TraceAction.ActivityRead] = new(ForwardedAs: null),
        [TraceAction.ForwardingRetried] = new(ForwardedAs: null),
        [TraceAction.PersonDataRead] = new(ForwardedAs: null),
        [TraceAction.PersonDataErased] = new(ForwardedAs: null),
    }.ToFrozenDictionary();
}
