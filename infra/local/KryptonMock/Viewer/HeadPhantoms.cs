namespace KryptonMock.Viewer;

/// <summary>Sections through a head.</summary>
internal static class HeadPhantoms
{
    private const double X = 200;
    private const double Y = 198;

    /// <summary>As T2 shows it: water is bright.</summary>
    public static Svg Mr(Svg svg) =>
        Draw(svg, scalp: 165, skull: 12, water: 225, grey: 142, white: 96, deep: 118).Grain(.16);

    /// <summary>As CT shows it: bone is white, and the brain has little contrast.</summary>
    public static Svg Ct(Svg svg) =>
        Draw(svg, scalp: 78, skull: 250, water: 52, grey: 116, white: 101, deep: 112).Grain(.12, 1.1);

    private static Svg Draw(Svg svg, int scalp, int skull, int water, int grey, int white, int deep)
    {
        var (rx, ry) = (svg.Near(146, .04), svg.Near(176, .03));
        var brain = svg.Around(X, Y, rx - 23, ry - 24, 11, .008);
        svg.Soft(.9)
            .Path(svg.Around(X, Y, rx, ry, 2, .01), scalp)
            .Path(svg.Around(X, Y, rx - 8, ry - 8, 2, .008), skull)
            .Path(svg.Around(X, Y, rx - 19, ry - 20, 2, .006), water)
            .Path(brain, grey)
            .Inside(brain, "brain");
        Folds(svg, rx - 23, ry - 24, water, grey, white);
        Deep(svg, water, deep, white);
        Lesion(svg, water, white);
        return svg.End().End();
    }

    /// <summary>White matter, and the sulci that run in from the border.</summary>
    private static void Folds(Svg svg, double rx, double ry, int water, int grey, int white)
    {
        svg.Path(svg.Around(X - 50, Y, (rx * .5) - 8, ry * .78, 13, .05), white)
            .Path(svg.Around(X + 50, Y, (rx * .5) - 8, ry * .78, 13, .05), white);
        for (var fold = 0; fold < 46; fold++)
        {
            var (sin, cos) = Math.SinCos((fold + svg.Between(-.3, .3)) * 2 * Math.PI / 46);
            var (deep, bend) = (svg.Between(.7, .84), svg.Between(-.06, .06));
            var line = Svg.Line(
                $"M{X + (rx * 1.02 * cos):0.#} {Y + (ry * 1.02 * sin):0.#}",
                $"Q{X + (rx * .9 * (cos + bend)):0.#} {Y + (ry * .9 * (sin - bend)):0.#}",
                $" {X + (rx * deep * cos):0.#} {Y + (ry * deep * sin):0.#}"
            );
            svg.Stroke(line, grey, 10, .8).Stroke(line, water, svg.Between(1.6, 3.2), .85);
        }

        svg.Stroke(Svg.Line($"M{X} {Y - ry:0.#}L{X + svg.Between(-2, 2):0.#} {Y - (ry * .42):0.#}"), water, 3.2)
            .Stroke(Svg.Line($"M{X} {Y + ry:0.#}L{X + svg.Between(-2, 2):0.#} {Y + (ry * .5):0.#}"), water, 3.2);
    }

    /// <summary>Ventricles, basal ganglia and thalami.</summary>
    private static void Deep(Svg svg, int water, int deep, int white)
    {
        var wide = svg.Near(1, .25);
        foreach (var side in new[] { -1, 1 })
        {
            svg.Ellipse(X + (side * 42), Y - 6, 15, 30, deep, side * 18)
                .Ellipse(X + (side * 20), Y + 18, 15, 20, deep, side * -14)
                .Stroke(Svg.Line($"M{X + (side * 30)} {Y - 34}L{X + (side * 30)} {Y + 6}"), white, 6)
                .Path(
                    Svg.Line(
                        $"M{X + (side * 3)} {Y - 20}",
                        $"Q{X + (side * 10)} {Y - 64} {X + (side * 24 * wide):0.#} {Y - 62}",
                        $"Q{X + (side * 22 * wide):0.#} {Y - 38} {X + (side * 8)} {Y - 12}Z"
                    ),
                    water
                )
                .Path(
                    Svg.Line(
                        $"M{X + (side * 14)} {Y + 38}",
                        $"Q{X + (side * 44 * wide):0.#} {Y + 50} {X + (side * 46 * wide):0.#} {Y + 92}",
                        $"Q{X + (side * 26)} {Y + 78} {X + (side * 14)} {Y + 38}Z"
                    ),
                    water
                );
        }

        svg.Ellipse(X, Y + 12, 3.4 * wide, 17, water);
    }

    private static void Lesion(Svg svg, int water, int white)
    {
        var (side, size) = (svg.Chance(.5) ? -1 : 1, svg.Between(9, 22));
        var (x, y) = (X + (side * svg.Between(62, 86)), Y + svg.Between(-60, 60));
        svg.Path(svg.Around(x, y, size * 1.7, size * 1.4, 5, .12), (water + white) / 2, .55)
            .Path(svg.Around(x, y, size, size * .9, 5, .08), water)
            .Path(svg.Around(x, y, size * .45, size * .4, 4, .1), white / 2);
    }
}
