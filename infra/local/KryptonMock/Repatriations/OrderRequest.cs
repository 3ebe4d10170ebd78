using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Patients;
using Microsoft.AspNetCore.WebUtilities;

namespace KryptonMock.Repatriations;

/// <summary>A Task as posted, and what the platform reads of it.</summary>
/// <param name="Task">As posted.</param>
/// <param name="Keys">Its identifiers as <c>system|value</c>.</param>
/// <param name="Group">Value of <c>groupIdentifier</c>, the meeting; null where there is none.</param>
/// <param name="StudyUid">The study to bring.</param>
internal sealed record OrderRequest(JsonObject Task, IReadOnlyList<string> Keys, string? Group, string StudyUid)
{
    /// <summary>Reads a Task that orders a repatriation; false with one sentence where it is none.</summary>
    public static bool TryRead(string json, out OrderRequest? request, out string objection)
    {
        request = null;
        try
        {
            objection = Read(json, out request);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            objection = "The body is no Task in JSON.";
        }

        return request is not null;
    }

    /// <summary>Whether a Task that is put asks for its end.</summary>
    public static bool WantsCancelled(string json)
    {
        try
        {
            return JsonNode.Parse(json)?["status"]?.GetValue<string>() == "cancelled";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The key in <c>identifier=system|value</c>, percent-encoded or not.</summary>
    public static string? Key(string? ifNoneExist) =>
        ifNoneExist is not null && QueryHelpers.ParseQuery(ifNoneExist).TryGetValue("identifier", out var identifier)
            ? string.Join('|', FhirValues.TokenParts(identifier.ToString()))
            : null;

    private static string Read(string json, out OrderRequest? request)
    {
        request = null;
        if (JsonNode.Parse(json) is not JsonObject task || Text(task["resourceType"]) != "Task")
        {
            return "The body is no Task.";
        }

        if (Text(task["intent"]) != "order" || !Codings(task["code"]).Contains("repatriate-study"))
        {
            return "Only orders with the code repatriate-study are taken.";
        }

        string[] keys =
        [
            .. (task["identifier"] as JsonArray ?? []).Select(identifier =>
                $"{Text(identifier?["system"])}|{Text(identifier?["value"])}"
            ),
        ];
        if (keys.Length == 0)
        {
            return "The Task has no identifier.";
        }

        const string prefix = "urn:oid:";
        var focus = Text(task["focus"]?["identifier"]?["value"]) ?? Text(task["focus"]?["reference"])?.Split('/')[^1];
        if (string.IsNullOrEmpty(focus))
        {
            return "The Task names no study in focus.";
        }

        var uid = focus.StartsWith(prefix, StringComparison.Ordinal) ? focus[prefix.Length..] : focus;
        request = new(task, keys, Text(task["groupIdentifier"]?["value"]), uid);
        return "";
    }

    private static IEnumerable<string?> Codings(JsonNode? concept) =>
        (concept?["coding"] as JsonArray ?? []).Select(coding => Text(coding?["code"]));

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
