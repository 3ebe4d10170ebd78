namespace KryptonFunctions.Tests.Kills;

/// <summary>Where the parts of a set-up answer.</summary>
internal sealed record RcpAddresses(Uri Functions, Uri Dcc, Uri Mock);
