namespace KryptonFunctions.Identity;

/// <summary>
/// A DICOM Study Instance UID: at most 64 characters, numbers joined by dots (DICOM PS3.5, 9.1). Leading zeros, which
/// the standard forbids, are let pass: old devices send them, and the study must be found all the same.
/// </summary>
public readonly record struct StudyUid
{
    private const int MaxLength = 64;

    private StudyUid(string value) => Value = value;

    /// <summary>The UID as text.</summary>
    public string Value { get; }

    /// <summary>Reads a UID; a trailing null or space, DICOM's padding, is dropped.</summary>
    public static bool TryParse(string? text, out StudyUid uid)
    {
        var bare = text?.TrimEnd('\0', ' ');
        var good =
            bare is { Length: > 2 and <= MaxLength }
            && bare.Split('.') is { Length: > 1 } parts
            && parts.All(IsComponent);
        uid = good ? new StudyUid(bare!) : default;
        return good;
    }

    public override string ToString() => Value ?? string.Empty;

    private static bool IsComponent(string part) =>
        part.Length > 0 && !part.AsSpan().ContainsAnyExceptInRange('0', '9');
}
