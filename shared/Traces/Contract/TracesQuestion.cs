using System.Text.Json.Serialization;

namespace KryptonFunctions.Traces.Contract;

/// <summary>
/// Body of <c>POST /traces/searches</c>: who saw this person. It is a body since the ids of a person have no place in
/// an address. Unknown fields are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TracesQuestion
{
    /// <summary>Krypton's id of one record: 1 to 64 letters, digits, dots or hyphens. Without <c>ins</c>.</summary>
    public string? KryptonId { get; init; }

    /// <summary>The person's INS, under which Krypton is asked for the records. Without <c>kryptonId</c>.</summary>
    public AskedIns? Ins { get; init; }

    /// <summary>First instant; 30 days before <c>to</c> where not given.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last instant; now where not given. At most 366 days after <c>from</c>.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Traces of a page, 1 to 200. Default 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The cursor of the page before, or null.</summary>
    public string? Cursor { get; init; }
}

/// <summary>An INS as an auditor gives it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AskedIns
{
    /// <summary>The number of 15 characters with its key, or of 13 without. Required.</summary>
    public string? Value { get; init; }

    /// <summary>The OID of its authority, such as <c>1.2.250.1.213.1.4.8</c> (NIR). Required.</summary>
    public string? Oid { get; init; }
}
