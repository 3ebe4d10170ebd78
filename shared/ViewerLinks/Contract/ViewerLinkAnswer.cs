namespace KryptonFunctions.ViewerLinks.Contract;

/// <summary>Answer of <c>POST /viewer-links</c>.</summary>
/// <param name="Url">Opens once.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="Warnings">What the user should know before opening it.</param>
public sealed record ViewerLinkAnswer(string Url, DateTime ExpiresAt, IReadOnlyList<string> Warnings);
