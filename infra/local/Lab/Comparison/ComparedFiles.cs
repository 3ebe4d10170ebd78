using System.Security.Cryptography;
using Lab.Archives;

namespace Lab.Comparison;

/// <summary>The files at CENTRAL, held against their sources by SHA-256.</summary>
/// <param name="Studies">Studies compared.</param>
/// <param name="Instances">Files at CENTRAL.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Differing">Files that are not the same at both places, or are at one of them only.</param>
public sealed record ComparedFiles(int Studies, int Instances, long Bytes, int Differing)
{
    /// <summary>Compares studies.</summary>
    /// <param name="archives">The archives.</param>
    /// <param name="studies">Their UIDs.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<ComparedFiles> CompareAsync(
        LabArchives archives,
        IEnumerable<string> studies,
        CancellationToken cancellationToken
    )
    {
        var sum = new ComparedFiles(0, 0, 0, 0);
        foreach (var study in studies)
        {
            sum = await sum.AddAsync(archives, study, cancellationToken);
        }

        return sum;
    }

    private async Task<ComparedFiles> AddAsync(LabArchives archives, string study, CancellationToken cancellationToken)
    {
        var central = await archives.Central.InstancesAsync(study, cancellationToken);
        var source = await archives.FindAsync(study, cancellationToken);
        var sum = this with { Studies = Studies + 1, Instances = Instances + central.Count };
        foreach (var instance in central.Union(source?.Instances ?? new HashSet<string>()))
        {
            var there = await archives.Central.FileAsync(instance, cancellationToken) ?? [];
            var here = source is null ? null : await source.Site.FileAsync(instance, cancellationToken);
            sum = sum with
            {
                Bytes = sum.Bytes + there.Length,
                Differing = sum.Differing + (IsSame(here, there) ? 0 : 1),
            };
        }

        return sum;
    }

    private static bool IsSame(byte[]? source, byte[] central) =>
        source is not null && SHA256.HashData(source).AsSpan().SequenceEqual(SHA256.HashData(central));
}
