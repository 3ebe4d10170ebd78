using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>Where the app runs; it decides whether development keys may stand in for missing ones.</summary>
public enum AppEnvironment
{
    /// <summary>A deployed app with real patients: every key must be configured.</summary>
    Production,

    /// <summary>A deployed app with test patients: as strict as production.</summary>
    Test,

    /// <summary>
    /// A developer's machine: publicly known keys replace missing ones, and <c>care_of_rcp: *</c> is taken.
    /// </summary>
    Local,
}

/// <summary>Settings of the app as a whole, section <c>App</c>.</summary>
public sealed class AppOptions
{
    public const string Section = "App";

    /// <summary>
    /// <c>local</c>, <c>test</c> or <c>production</c>. Default: production, so that a forgotten setting is never the
    /// lenient one.
    /// </summary>
    [EnumDataType(typeof(AppEnvironment))]
    public AppEnvironment Environment { get; set; } = AppEnvironment.Production;
}

[OptionsValidator]
internal sealed partial class AppOptionsValidator : IValidateOptions<AppOptions>;
