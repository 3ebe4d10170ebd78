using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace FunctionsHost.Functions;

/// <summary>JSON as the worker reads and writes it by default: names as declared, read ignoring case.</summary>
internal static class WorkerJson
{
    public static DataConverter Converter { get; } =
        new JsonDataConverter(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });
}
