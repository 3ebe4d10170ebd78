namespace Krypton.Tests.Kills;

/// <summary>Where the parts of a set-up answer.</summary>
internal sealed record MeetingPlaces(Uri Functions, Uri Dcc, Uri Mock);
