using FunctionsHost.Durable.History;
using FunctionsHost.Durable.Storage;

namespace FunctionsHost.Tests.Durable;

/// <summary>A store of which every third write fails, in turn before it is done and after.</summary>
internal sealed class FaultyStore(IInstanceStore inner) : IInstanceStore
{
    private int writes;

    public int Failures { get; private set; }

    public async Task CommitAsync(Commit commit, CancellationToken cancellation)
    {
        int n = Interlocked.Increment(ref writes);
        if (n % 6 == 3)
        {
            Fail();
        }

        await inner.CommitAsync(commit, cancellation);
        if (n % 6 == 0)
        {
            Fail();
        }
    }

    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<InstanceRecord?> ReadAsync(string id, CancellationToken cancellation) => inner.ReadAsync(id, cancellation);

    public Task<IReadOnlyList<string>> ReadHistoryAsync(InstanceHeader header, CancellationToken cancellation) => inner.ReadHistoryAsync(header, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) => inner.DeleteAsync(id, cancellation);

    public IAsyncEnumerable<InstanceRecord> ListAsync(InstanceFilter filter, CancellationToken cancellation) => inner.ListAsync(filter, cancellation);

    private void Fail()
    {
        Failures++;
        throw new IOException("the storage does not answer");
    }
}
