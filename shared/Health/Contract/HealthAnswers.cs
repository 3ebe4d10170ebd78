namespace KryptonFunctions.Health.Contract;

/// <summary>Answer of <c>GET /health/live</c>: <c>live</c>.</summary>
/// <param name="Status">Always <c>live</c>.</param>
public sealed record LiveAnswer(string Status);

/// <summary>Answer of <c>GET /health/ready</c>: <c>ready</c> or <c>notReady</c>, and which part answers.</summary>
/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
/// <param name="Storage">True where the app's storage answers.</param>
/// <param name="Krypton">True where Krypton answers.</param>
public sealed record ReadyAnswer(string Status, bool Storage, bool Krypton);
