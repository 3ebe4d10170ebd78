namespace Lab.Images;

/// <summary>
/// A picture in grey values. Places and sizes are shares of half the picture: (-1, -1) is the upper left corner, (1, 1)
/// the lower right one.
/// </summary>
internal sealed class Canvas
{
    private readonly float[] values;

    public Canvas(int width, int height, float background)
    {
        (Width, Height) = (width, height);
        values = new float[width * height];
        Array.Fill(values, background);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Fills an ellipse.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="rx">Half its width before it is turned.</param>
    /// <param name="ry">Half its height before it is turned.</param>
    /// <param name="value">The grey value.</param>
    /// <param name="degrees">By how much it is turned.</param>
    public Canvas Ellipse(double x, double y, double rx, double ry, float value, double degrees = 0) =>
        Fill(x, y, rx, ry, degrees, (_, _) => value);

    /// <summary>Lays a spot over what is there, brightest in its middle.</summary>
    public Canvas Glow(double x, double y, double radius, float value) =>
        Fill(x, y, radius, radius, 0, (was, far) => was + (value * (1 - (float)far)));

    /// <summary>Noise as amplifiers have it, always the same for a seed.</summary>
    public Canvas Noise(float strength, int seed)
    {
        var state = ((uint)seed * 2654435761) | 1;
        for (var at = 0; at < values.Length; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;

            // The mean of three bytes is bell-shaped enough.
            var sum = (state & 0xFF) + ((state >> 8) & 0xFF) + ((state >> 16) & 0xFF);
            values[at] += ((sum / 382.5f) - 1) * strength;
        }

        return this;
    }

    /// <summary>The pixels, 16 bits each, little endian.</summary>
    public byte[] ToWords(int max)
    {
        var pixels = new byte[values.Length * 2];
        for (var at = 0; at < values.Length; at++)
        {
            var value = (ushort)Math.Clamp(values[at], 0, max);
            (pixels[2 * at], pixels[(2 * at) + 1]) = ((byte)value, (byte)(value >> 8));
        }

        return pixels;
    }

    private Canvas Fill(double x, double y, double rx, double ry, double degrees, Func<float, double, float> colour)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var reach = Math.Max(rx, ry);
        var (top, bottom) = (Row(y - reach, Height), Row(y + reach, Height));
        var (left, right) = (Row(x - reach, Width), Row(x + reach, Width));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (dx, dy) = ((2.0 * column / Width) - 1 - x, (2.0 * row / Height) - 1 - y);
                var (u, v) = (((dx * cos) + (dy * sin)) / rx, ((dy * cos) - (dx * sin)) / ry);
                var far = (u * u) + (v * v);
                if (far <= 1)
                {
                    ref var value = ref values[(row * Width) + column];
                    value = colour(value, far);
                }
            }
        }

        return this;
    }

    private static int Row(double place, int size) => Math.Clamp((int)((place + 1) / 2 * size), 0, size - 1);
}
