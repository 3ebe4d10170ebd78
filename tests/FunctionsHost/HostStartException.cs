namespace FunctionsHost;

/// <summary>
/// The host cannot start: a function that it cannot run, or a setting that it cannot read. The message names it.
/// </summary>
public sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static HostStartException Of(Functions.FunctionMethod function, string what) =>
        new($"Function '{function.Name}' ({function.Place}): {what}");
}
