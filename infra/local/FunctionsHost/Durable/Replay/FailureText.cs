using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsHost.Functions;

namespace FunctionsHost.Durable.Replay;

/// <summary>How the failure of an instance is shown as its output.</summary>
internal static class FailureText
{
    /// <summary>For people to read, with plain quotes; it goes into no HTML.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An orchestrator that threw: plain text.</summary>
    public static string Plain(Exception exception) => $"{TypeOf(exception)}: {exception.Message}";

    /// <summary>The invocation itself failed, out of the orchestrator's reach.</summary>
    public static string Invocation(string function, Exception exception) => Json($"Function '{function}' failed with an unhandled exception.", exception.ToString());

    public static string UnknownOrchestrator(string name, IEnumerable<string> known) => Json(
        $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: "
        + $"The following are the known orchestrator functions: {string.Join(", ", known.Order(StringComparer.Ordinal).Select(k => $"'{k}'"))}.",
        details: null);

    private static string Json(string message, string? details) => JsonSerializer.Serialize(new { message, details }, Readable);

    /// <summary>A binding failure has the name that the genuine worker gives it.</summary>
    private static string TypeOf(Exception exception) => exception is InputBindingException
        ? "Microsoft.Azure.Functions.Worker.FunctionInputConverterException"
        : exception.GetType().FullName!;
}
