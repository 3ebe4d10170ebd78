namespace Runner;

/// <summary>
/// Keeps the lines of a start back until it has succeeded: where it fails, the last sentence of the host says why, and
/// the stacks before it would only hide that.
/// </summary>
internal sealed class HeldLog(Action<string> write)
{
    private readonly Lock gate = new();
    private List<string>? held = [];

    public void Write(string line)
    {
        lock (gate)
        {
            if (held is null)
            {
                write(line);
            }
            else
            {
                held.Add(line);
            }
        }
    }

    /// <summary>Writes what was kept, in order; from now on each line at once.</summary>
    public void Release()
    {
        lock (gate)
        {
            held?.ForEach(write);
            held = null;
        }
    }
}
