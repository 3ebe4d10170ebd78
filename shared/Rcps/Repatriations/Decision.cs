namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>What to remember, and whether Krypton must be told something first.</summary>
/// <param name="Repatriation">The new state, true once <paramref name="Act"/> is done.</param>
/// <param name="Act">What to do about the order now.</param>
public sealed record Decision(Repatriation Repatriation, OrderAct Act = OrderAct.None);

/// <summary>What to do about the order now.</summary>
public enum OrderAct
{
    None,
    Place,
    TakeBack,
}
