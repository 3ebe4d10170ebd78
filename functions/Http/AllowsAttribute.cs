namespace KryptonFunctions.Functions.Http;

/// <summary>
/// The roles that may call an HTTP function: any one of them is enough. A function without it (or
/// <see cref="OpenToAnyoneAttribute"/>) is refused to everybody.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowsAttribute(params string[] roles) : Attribute
{
    public IReadOnlyList<string> Roles => roles;
}

/// <summary>An HTTP function that takes no token of the DCC.</summary>
/// <param name="why">What protects it instead, or why nothing need.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAnyoneAttribute(string why) : Attribute
{
    public string Why => why;
}
