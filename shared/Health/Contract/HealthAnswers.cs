namespace KryptonFunctions.Health.Contract;

/// <summary>Answer of <c>GET /health/live</c>: <c>live</c>.</summary>
public sealed record LiveAnswer(string Status);

/// <summary>Answer of <c>GET /health/ready</c>: <c>ready</c> or <c>notReady</c>, and which part answers.</summary>
public sealed record ReadyAnswer(string Status, bool Storage, bool Krypton);
