using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps;

/// <summary>Settings of the prefetch, section <c>Prefetch</c>.</summary>
public sealed class PrefetchOptions
{
    public const string Section = "Prefetch";

    /// <summary>
    /// Searches for traits not searched before that one RCP may cause in a day (UTC). Where three for each of its
    /// pré-fiches are more, these. Default 60.
    /// </summary>
    [Range(1, 10_000)]
    public int SearchesPerDay { get; set; } = 60;

    /// <summary>Pré-fiches of one RCP that search at the same time. Default 8.</summary>
    [Range(1, 200)]
    public int SearchesAtOnce { get; set; } = 8;

    /// <summary>
    /// Wait after the order until the first look at the Task. Default 45 s: what Krypton reports as there within the
    /// first 15 s is then verified by this look.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "01:00:00")]
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Each wait is this much longer than the one before. Default 1.5.</summary>
    [Range(1.0, 10.0)]
    public double PollFactor { get; set; } = 1.5;

    /// <summary>No wait between two looks is longer. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxPoll { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>No wait is longer inside <see cref="LastStretch"/>. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LastPoll { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time before the RCP in which a study that is not there yet counts as late. Default 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "2.00:00:00")]
    public TimeSpan LastStretch { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Time between the two checks of the central server that must show the same number of instances. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "01:00:00")]
    public TimeSpan VerifyAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// When a failed transfer is ordered again, see <see cref="RetrySchedule"/>. Default <c>5x1m,12x5m,12x1h</c>.
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    [CustomValidation(typeof(PrefetchOptions), nameof(CheckRetries))]
    public string Retries { get; set; } = "5x1m,12x5m,12x1h";

    /// <summary>
    /// The first re-check of what is ready, and the repeated search where no identity is chosen: this long before the
    /// RCP. Default 24 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan EarlyRecheck { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The second re-check of what is ready: this long before the RCP. Default 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan LateRecheck { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// The first wait before a search that Krypton did not answer whole is repeated; it doubles up to an hour. Default
    /// 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SearchAgain { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A meeting, its traits and its orchestrations are removed this long after its start. Default 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The parsed <see cref="Retries"/>.</summary>
    public RetrySchedule RetrySchedule => RetrySchedule.TryParse(Retries, out var schedule) ? schedule : default;

    public static ValidationResult? CheckRetries(string? text, ValidationContext context) =>
        RetrySchedule.TryParse(text, out _)
            ? ValidationResult.Success
            : new ValidationResult("Prefetch:Retries must read like 5x1m,12x5m,12x1h.");
}

[OptionsValidator]
internal sealed partial class PrefetchOptionsValidator : IValidateOptions<PrefetchOptions>;
