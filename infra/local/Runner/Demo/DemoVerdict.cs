namespace Runner.Demo;

/// <summary>Whether a demo went as it should.</summary>
public static class DemoVerdict
{
    /// <summary>What is wrong, in sentences; empty when all is well.</summary>
    /// <param name="result">What was counted.</param>
    /// <param name="toOrder">Attached studies that did not lie on the central server yet.</param>
    public static IEnumerable<string> Complaints(DemoResult result, int toOrder)
    {
        if (result.Prefiches == 0 || result.Searches != result.Prefiches)
        {
            yield return $"{result.Searches} searches led to {result.Prefiches} chosen identities.";
        }

        if (result.LinksOpened != 2)
        {
            yield return $"{result.LinksOpened} of 2 viewer links opened once and only once.";
        }

        if (result.Studies == 0 || result.Online != result.Studies || result.NotReady != 0)
        {
            yield return $"{result.Online} of {result.Studies} studies are on the central server.";
        }

        if (result.DuplicateOrders != 0 || result.Orders != toOrder)
        {
            yield return $"{toOrder} studies had to be ordered; Krypton counted {result.Orders} orders, "
                + $"{result.DuplicateOrders} of them repeats.";
        }

        if (result.Traces < result.Searches + result.Studies + result.LinksOpened)
        {
            yield return $"{result.Traces} traces are fewer than the actions.";
        }
    }
}
