using System.Text.Json;

namespace KryptonMock.Population;

/// <summary>A resource as UTF-8 JSON, and where it stands.</summary>
/// <param name="Json">The resource.</param>
/// <param name="File">Its file; null for a resource that was given by other means.</param>
/// <param name="Number">Its line, from 1 on.</param>
public readonly record struct PopulationLine(ReadOnlyMemory<byte> Json, string? File = null, int Number = 0)
{
    /// <inheritdoc cref="Read{T}"/>
    public void Read(Action<ReadOnlyMemory<byte>> reader) =>
        Read(json =>
        {
            reader(json);
            return true;
        });

    /// <summary>Reads the resource with a reader that does not know of files.</summary>
    /// <exception cref="PopulationException">The reader could not; the message says in which line.</exception>
    public T Read<T>(Func<ReadOnlyMemory<byte>, T> reader)
    {
        try
        {
            return reader(Json);
        }
        catch (Exception wrong)
            when (File is not null && wrong is (JsonException or InvalidOperationException or FormatException))
        {
            throw new PopulationException($"{File}, line {Number}: {wrong.Message}", wrong);
        }
    }
}
