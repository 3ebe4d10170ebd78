using System.Text.Json.Serialization;

namespace Lab.Orders;

/// <summary>Where an order stands.</summary>
/// <param name="Status">FHIR task status.</param>
/// <param name="Version">Counts the changes of status; its ETag.</param>
/// <param name="At">When the status changed.</param>
internal sealed record OrderState(string Status, int Version, DateTimeOffset At)
{
    /// <summary>Instances at CENTRAL; null as long as nobody has counted.</summary>
    public int? Moved { get; init; }

    /// <summary>Instances at the site.</summary>
    public int? Expected { get; init; }

    /// <summary>Why it was rejected, failed or cancelled.</summary>
    public string? Reason { get; init; }

    [JsonIgnore]
    public bool HasEnded => Status is "completed" or "rejected" or "failed" or "cancelled";
}
