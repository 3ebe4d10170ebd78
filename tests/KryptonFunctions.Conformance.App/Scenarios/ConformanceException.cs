namespace KryptonFunctions.Conformance;

public sealed class ConformanceException(string message, Exception? inner = null) : Exception(message, inner);
