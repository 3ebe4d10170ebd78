namespace KryptonMock.Population;

/// <summary>A file of a population folder cannot be read; the message names file and line.</summary>
public sealed class PopulationException(string message, Exception? inner = null) : Exception(message, inner);
