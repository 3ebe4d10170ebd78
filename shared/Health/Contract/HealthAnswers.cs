using KryptonFunctions.Krypton;

namespace KryptonFunctions.Health.Contract;

/// <summary>Answer of <c>GET /health/live</c>: <c>live</c>.</summary>
/// <param name="Status">Always <c>live</c>.</param>
public sealed record LiveAnswer(string Status);

/// <summary>Answer of <c>GET /health/ready</c>: <c>ready</c> or <c>notReady</c>, and which part answers.</summary>
/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
/// <param name="Storage">True where the app's storage answers.</param>
/// <param name="Krypton">True where Krypton answers.</param>
/// <param name="Details">For a network administrator's token only; absent for everybody else.</param>
public sealed record ReadyAnswer(string Status, bool Storage, bool Krypton, ReadyDetails? Details = null);

/// <summary>What is behind, for who runs the app.</summary>
/// <param name="Circuits">
/// Kinds of calls to Krypton that the instance which answered refuses at once, because half of them failed lately;
/// empty where all is well.
/// </param>
/// <param name="Backlog">Every queue of the app; null where the storage does not answer.</param>
public sealed record ReadyDetails(IReadOnlyList<OpenCircuit> Circuits, IReadOnlyList<QueueBacklog>? Backlog);

/// <summary>A kind of calls to Krypton that is refused for now.</summary>
/// <param name="Call">Which, such as <c>patientSearch</c>.</param>
/// <param name="Since">Since when, UTC; until a call that is tried again is answered.</param>
public sealed record OpenCircuit(KryptonCall Call, DateTimeOffset Since);

/// <summary>What waits in a queue.</summary>
/// <param name="Queue">Its name; <c>-poison</c> at the end: what failed five times.</param>
/// <param name="Messages">About how many messages, 0 or more.</param>
public sealed record QueueBacklog(string Queue, int Messages);
