namespace KryptonMock.Faults;

/// <summary>Waits in real time, as a network does, whatever clock the platform's state follows.</summary>
internal sealed class Latency(int seed)
{
    private readonly Random random = new(seed);
    private readonly Lock access = new();

    /// <param name="milliseconds">The time, or the median where <paramref name="sigma"/> is above 0.</param>
    /// <param name="sigma">Standard deviation of the logarithm.</param>
    /// <param name="spent">What of it has passed already.</param>
    /// <param name="stopping">Ends the wait.</param>
    public async Task WaitAsync(double milliseconds, double sigma, TimeSpan spent, CancellationToken stopping)
    {
        var left = TimeSpan.FromMilliseconds(milliseconds * (sigma > 0 ? Math.Exp(sigma * Normal()) : 1)) - spent;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, stopping);
        }
    }

    private double Normal()
    {
        lock (access)
        {
            // Box-Muller.
            return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }
    }
}
