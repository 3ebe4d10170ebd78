namespace KryptonMock.Viewer;

/// <summary>Whole bodies from the front, dark where a tracer is.</summary>
internal static class BodyPhantoms
{
    private const double X = 200;

    /// <summary>A whole body as a PET shows it: dark where sugar is burned.</summary>
    public static Svg Uptake(Svg svg)
    {
        Figure(svg.Path("M0 0L400 0L400 400L0 400Z", 236).Soft(3), 190);
        svg.Ellipse(X, 46, 20, 24, 20)
            .Ellipse(X + 12, 142, 15, 13, svg.Chance(.5) ? 70 : 130)
            .Ellipse(X - 22, 176, 24, 16, 132)
            .Ellipse(X - 20, 208, 9, 13, 48)
            .Ellipse(X + 20, 206, 9, 13, 48)
            .Ellipse(X, 262, 13, 10, 4);
        foreach (var _ in Enumerable.Range(0, 3 + (int)svg.Between(0, 4)))
        {
            svg.Ellipse(X + svg.Between(-34, 34), svg.Between(104, 240), svg.Between(3, 7), svg.Between(3, 7), 8);
        }

        return svg.End().Grain(.2);
    }

    /// <summary>A skeleton as a bone scan shows it.</summary>
    public static Svg Skeleton(Svg svg)
    {
        Figure(svg.Path("M0 0L400 0L400 400L0 400Z", 240).Soft(1.8), 214);
        svg.Ellipse(X, 44, 19, 23, 120).Ellipse(X, 46, 13, 16, 168);
        foreach (var bone in Enumerable.Range(0, 17))
        {
            svg.Ellipse(X, 78 + (9.6 * bone), 6.5, 4, 66);
        }

        foreach (var side in new[] { -1, 1 })
        {
            foreach (var rib in Enumerable.Range(0, 9))
            {
                var y = 96 + (10.5 * rib);
                svg.Stroke(
                    Svg.Line($"M{X + (side * 6)} {y}Q{X + (side * 40)} {y - 8} {X + (side * 43)} {y + 16}"),
                    120,
                    3
                );
            }

            svg.Ellipse(X + (side * 21), 252, 17, 22, 96, side * 28)
                .Stroke(
                    Svg.Line(
                        $"M{X + (side * 31)} 272Q{X + (side * 34)} 316 {X + (side * 28)} 352L{X + (side * 26)} 396"
                    ),
                    112,
                    8
                )
                .Stroke(Svg.Line($"M{X + (side * 46)} 94L{X + (side * 62)} 168L{X + (side * 72)} 240"), 140, 5);
        }

        var (x, y0) = (X + ((svg.Chance(.5) ? -1 : 1) * svg.Between(18, 40)), svg.Between(110, 260));
        return svg.Ellipse(x, y0, 8, 7, 4).Ellipse(X, 286, 12, 9, 40).End().Grain(.25);
    }

    private static void Figure(Svg svg, int grey)
    {
        svg.Ellipse(X, 46, 24, 29, grey)
            .Path(
                "M190 66L210 66L214 84Q250 88 252 110L246 200Q250 240 240 280L234 400L206 400L200 300"
                    + "L194 400L166 400L160 280Q150 240 154 200L148 110Q150 88 186 84Z",
                grey
            );
        foreach (var side in new[] { -1, 1 })
        {
            svg.Stroke(Svg.Line($"M{X + (side * 46)} 98L{X + (side * 64)} 170L{X + (side * 74)} 246"), grey, 15);
        }
    }
}
