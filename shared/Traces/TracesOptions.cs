using System.ComponentModel.DataAnnotations;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>Settings of section <c>Traces</c>.</summary>
public sealed class TracesOptions
{
    public const string Section = "Traces";

    /// <summary>
    /// Base64 of at least 32 bytes: turns a Krypton patient id into the key of its traces. It must never change, or old
    /// traces are not found.
    /// </summary>
    [Secret]
    public string? PatientKeySecret { get; set; }

    /// <summary>
    /// Base64 of at least 32 bytes: seals the rows of the chains. May be exchanged: the one before then goes to
    /// <see cref="EarlierChainKeys"/>, or its rows count as forged.
    /// </summary>
    [Secret]
    public string? ChainKey { get; set; }

    /// <summary>Keys that sealed rows before; they check and seal nothing any more. None by default.</summary>
    [Secret]
    public IReadOnlyList<string> EarlierChainKeys { get; set; } = [];

    /// <summary>
    /// Searches of one user in a day from which on <c>/activity</c> names it as unusual. Default 200.
    /// </summary>
    [Range(1, 100_000)]
    public int UnusualSearchesPerDay { get; set; } = 200;
}

[OptionsValidator]
internal sealed partial class TracesOptionsValidator : IValidateOptions<TracesOptions>;
