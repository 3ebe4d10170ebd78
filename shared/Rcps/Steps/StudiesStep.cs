namespace Krypton.Rcps.Steps;

/// <summary>What the step of a pré-fiche's studies is asked.</summary>
/// <param name="RcpId">The meeting.</param>
/// <param name="FirstPreFiche">The pré-fiche by which the studies came in.</param>
/// <param name="Everything">Look at each study, whether or not its time has come.</param>
/// <param name="Reported">Studies that Krypton has reported on: they are looked at before their time.</param>
/// <param name="Apart">Studies that are in a step of their own, and are left alone.</param>
public sealed record StudiesTurn(string RcpId, string FirstPreFiche, bool Everything, IReadOnlyList<string> Reported, IReadOnlyList<string> Apart);

/// <summary>What an orchestration learns of one step of its studies.</summary>
/// <param name="Over">None of them has anything to come, those apart not counted.</param>
/// <param name="NextAt">When the next of them is due; null: none is, or at once.</param>
/// <param name="Changed">One has settled, or moved away from it: the board of the RCP looks different.</param>
/// <param name="Slow">Those that took too long, or broke; each goes on in a step of its own.</param>
public sealed record StudiesStep(bool Over, DateTimeOffset? NextAt, bool Changed, IReadOnlyList<string> Slow);
