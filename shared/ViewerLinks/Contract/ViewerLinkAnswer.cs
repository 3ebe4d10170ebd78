namespace KryptonFunctions.ViewerLinks.Contract;

/// <summary>Answer of <c>POST /viewer-links</c>.</summary>
/// <param name="Warnings">What the user should know before opening it.</param>
/// <param name="Url">An address that opens the viewer, once.</param>
/// <param name="ExpiresAt">Until when it opens, in UTC.</param>
public sealed record ViewerLinkAnswer(string Url, DateTime ExpiresAt, IReadOnlyList<string> Warnings);
