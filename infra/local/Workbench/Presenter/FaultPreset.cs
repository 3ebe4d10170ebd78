namespace Workbench.Presenter;

/// <summary>A way in which Krypton fails, as the presenter chooses it.</summary>
/// <param name="Id">In forms.</param>
/// <param name="Text">In French.</param>
/// <param name="Mark">The mock's kind of fault by which it is known to be on; no other preset has it.</param>
/// <param name="Faults">What the mock is told.</param>
internal sealed record FaultPreset(string Id, string Text, string Mark, IReadOnlyList<object> Faults)
{
    public static IReadOnlyList<FaultPreset> All { get; } =
    [
        new("slow", "Krypton lent", "latency", [new { kind = "latency", milliseconds = 1200 }]),
        new("down", "Krypton en panne", "status", [new { kind = "status", status = 503 }]),
        // The mock has no sites to switch off: every second question after studies and every second order fails.
        new(
            "half",
            "La moitié des sites",
            "failed",
            [
                new
                {
                    kind = "wrongContentType",
                    call = "studies",
                    probability = 0.5,
                },
                new { kind = "failed", probability = 0.5 },
            ]
        ),
        new("partial", "Transferts partiels", "partial", [new { kind = "partial", fraction = 0.5 }]),
    ];

    public static FaultPreset? Find(string? id) => All.FirstOrDefault(preset => preset.Id == id);
}
