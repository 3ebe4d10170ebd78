namespace KryptonFunctions.Access;

/// <summary>
/// A setting whose value belongs in the vault: never in a file, in clear among the app settings, or in a log.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
