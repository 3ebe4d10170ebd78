using System.Diagnostics.CodeAnalysis;

namespace Krypton.Platform;

/// <summary>A DICOM Study Instance UID: digits and dots, at most 64 characters, no empty component (PS3.5 section 9.1). Leading zeros are let pass: they occur.</summary>
public readonly record struct StudyUid
{
    private const int Longest = 64;
    private readonly string? value;

    private StudyUid(string value) => this.value = value;

    /// <summary>The UID as text; empty only for <c>default</c>.</summary>
    public string Value => value ?? "";

    public static bool TryParse([NotNullWhen(true)] string? text, out StudyUid uid)
    {
        var holds = text is { Length: > 0 and <= Longest }
            && text.All(c => char.IsAsciiDigit(c) || c == '.')
            && !text.StartsWith('.')
            && !text.EndsWith('.')
            && !text.Contains("..", StringComparison.Ordinal);
        uid = holds ? new StudyUid(text!) : default;
        return holds;
    }

    public override string ToString() => Value;
}
