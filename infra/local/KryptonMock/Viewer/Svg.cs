using System.Globalization;
using System.Text;

namespace KryptonMock.Viewer;

/// <summary>
/// A picture of 400 by 400 in shades of grey. What is drawn has no style attribute and no script, so that it stands on
/// a page that allows neither.
/// </summary>
/// <param name="id">In front of the ids inside, so that two pictures stand on one page.</param>
/// <param name="seed">By which one study's picture differs from another's.</param>
internal sealed class Svg(string id, int seed)
{
    private const int Points = 90;

    private readonly StringBuilder text = new();
    private readonly Random random = new(seed);

    /// <summary>The value, up to that share more or less.</summary>
    public double Near(double value, double share = .06) => value * (1 + (share * ((2 * random.NextDouble()) - 1)));

    public double Between(double low, double high) => low + ((high - low) * random.NextDouble());

    public bool Chance(double probability) => random.NextDouble() < probability;

    public Svg Ellipse(double x, double y, double rx, double ry, int grey, double turn = 0, double opacity = 1) =>
        Add($"""<ellipse cx="{N(x)}" cy="{N(y)}" rx="{N(rx)}" ry="{N(ry)}"{Turn(turn, x, y)}{Fill(grey, opacity)}/>""");

    public Svg Path(string d, int grey, double opacity = 1) => Add($"""<path d="{d}"{Fill(grey, opacity)}/>""");

    public Svg Stroke(string d, int grey, double width, double opacity = 1) =>
        Add(
            $"""<path d="{d}" fill="none" stroke="{Grey(grey)}" stroke-width="{N(width)}" """
                + $"""stroke-linecap="round" opacity="{N(opacity)}"/>"""
        );

    /// <summary>A closed line around an ellipse that is not quite one: organs have no perfect outline.</summary>
    public string Around(double x, double y, double rx, double ry, int waves = 3, double depth = .03, double turn = 0)
    {
        var (phase, other) = (Between(0, 6.28), Between(0, 6.28));
        var (sin, cos) = Math.SinCos(turn * Math.PI / 180);
        var line = new StringBuilder("M");
        for (var point = 0; point < Points; point++)
        {
            var at = 2 * Math.PI * point / Points;
            var r =
                1 + (depth * Math.Sin((waves * at) + phase)) + (depth / 2 * Math.Sin((((2 * waves) + 1) * at) + other));
            var (u, v) = (rx * r * Math.Cos(at), ry * r * Math.Sin(at));
            line.Append(
                CultureInfo.InvariantCulture,
                $"{x + (u * cos) - (v * sin):0.#} {y + (u * sin) + (v * cos):0.#} "
            );
        }

        return line.Append('Z').ToString();
    }

    /// <summary>A path from its numbers, in the way of people.</summary>
    public static string Line(params FormattableString[] parts) =>
        string.Concat(parts.Select(part => part.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A vessel that branches, the branches thinner.</summary>
    public Svg Tree(double x, double y, double angle, double length, double width, int depth, int grey)
    {
        if (depth == 0 || width < .4)
        {
            return this;
        }

        var (sin, cos) = Math.SinCos(angle);
        var (toX, toY) = (x + (length * cos), y + (length * sin));
        var bend = Between(-.25, .25) * length;
        Stroke(
            Line(
                $"M{x:0.#} {y:0.#}Q{((x + toX) / 2) - (bend * sin):0.#} {((y + toY) / 2) + (bend * cos):0.#}",
                $" {toX:0.#} {toY:0.#}"
            ),
            grey,
            width
        );
        Tree(toX, toY, angle + Between(.2, .6), length * Between(.7, .88), width * .68, depth - 1, grey);
        return Tree(toX, toY, angle - Between(.2, .6), length * Between(.7, .88), width * .68, depth - 1, grey);
    }

    /// <summary>Begins a group that is blurred, or seen only inside a line.</summary>
    public Svg Soft(double blur = 1.2)
    {
        var name = $"{id}b{N(blur).Replace('.', '_')}";
        return Add(
            $"""<filter id="{name}"><feGaussianBlur stdDeviation="{N(blur)}"/></filter><g filter="url(#{name})">"""
        );
    }

    public Svg Inside(string d, string part) =>
        Add($"""<clipPath id="{id}{part}"><path d="{d}"/></clipPath><g clip-path="url(#{id}{part})">""");

    public Svg End() => Add("</g>");

    /// <summary>Grain over all that was drawn.</summary>
    public Svg Grain(double strength, double size = .9)
    {
        var share = N(strength);
        return Add(
            $"""<filter id="{id}n" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" """
                + $"""baseFrequency="{N(size)}" numOctaves="2" seed="{seed % 1000}"/><feColorMatrix """
                + """values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  1.6 0 0 0 -.55"/></filter>"""
                + $"""<rect width="400" height="400" filter="url(#{id}n)" opacity="{share}"/>"""
        );
    }

    public Svg Text(double x, double y, string words, string anchor = "start", int size = 11, int grey = 175) =>
        Add(
            $"""<text x="{N(x)}" y="{N(y)}" font-size="{size}" font-family="monospace" text-anchor="{anchor}" """
                + $"""stroke="#000" stroke-width="3" paint-order="stroke"{Fill(grey, 1)}>"""
                + $"{System.Net.WebUtility.HtmlEncode(words)}</text>"
        );

    /// <summary>The whole.</summary>
    /// <param name="kind">What it shows, for programs.</param>
    /// <param name="label">The same for people.</param>
    public string ToPicture(string kind, string label) =>
        $"""<svg viewBox="0 0 400 400" role="img" data-phantom="{kind}" """
        + $"""aria-label="{System.Net.WebUtility.HtmlEncode(label)}">"""
        + $"""<rect width="400" height="400" fill="#000"/>{text}</svg>""";

    private static string Turn(double degrees, double x, double y) =>
        degrees == 0 ? "" : $""" transform="rotate({N(degrees)} {N(x)} {N(y)})" """;

    private static string Fill(int grey, double opacity) =>
        $""" fill="{Grey(grey)}" """ + (opacity >= 1 ? "" : $"""opacity="{N(opacity)}" """);

    private static string Grey(int value) => $"#{value:x2}{value:x2}{value:x2}";

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private Svg Add(string element)
    {
        text.Append(element);
        return this;
    }
}
