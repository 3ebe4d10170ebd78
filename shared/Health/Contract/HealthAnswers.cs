namespace KryptonFunctions.Health.Contract;

public sealed record LiveAnswer(string Status);

public sealed record ReadyAnswer(string Status, bool Storage, bool Krypton);
