namespace KryptonMock.Viewer;

/// <summary>Sections through a trunk: chest, belly, pelvis, breasts.</summary>
internal static class TrunkPhantoms
{
    private const double X = 200;
    private const double Y = 196;

    public static Svg Chest(Svg svg)
    {
        Body(svg, fat: 62, muscle: 118, 184, 136);
        foreach (var side in new[] { -1, 1 })
        {
            var lung = svg.Around(X + (side * 83), Y - 8, svg.Near(62), svg.Near(92), 3, .04, side * 9);
            svg.Path(lung, 16).Inside(lung, side < 0 ? "right" : "left");
            foreach (var branch in Enumerable.Range(0, 9))
            {
                svg.Tree(X + (side * 34), Y + 6, (side < 0 ? Math.PI : 0) + ((branch - 4) * .36), 24, 4.2, 5, 128);
            }

            svg.End();
        }

        svg.Path(svg.Around(X + 22, Y - 34, svg.Near(62), svg.Near(44), 3, .04, 28), 140)
            .Path(svg.Around(X + 34, Y - 30, 34, 24, 3, .05, 28), 158)
            .Ellipse(X - 10, Y - 48, 15, 14, 164)
            .Ellipse(X, Y - 4, 26, 20, 130)
            .Ellipse(X - 10, Y + 8, 8, 6, 8)
            .Ellipse(X + 12, Y + 8, 8, 6, 8)
            .Ellipse(X + 30, Y + 52, 15, 15, 166)
            .Ellipse(X - 6, Y + 40, 8, 6, 122);
        Spine(svg, Y + 82, bone: 236);
        Ribs(svg, 170, 122, 232);
        var (x, y, size) = (X - svg.Between(70, 108), Y + svg.Between(-50, 40), svg.Between(6, 14));
        svg.Path(svg.Around(x, y, size, size, 7, .14), 150).Ellipse(X, Y - 122, 17, 7, 228);
        return Table(svg).End().Grain(.1, 1.1);
    }

    public static Svg BellyInCt(Svg svg)
    {
        Belly(svg, fat: 62, muscle: 118, liver: 150, kidney: 178, vessel: 188, bone: 236, gas: 8);
        return Table(svg).End().Grain(.1, 1.1);
    }

    public static Svg BellyInMr(Svg svg)
    {
        Belly(svg, fat: 205, muscle: 62, liver: 104, kidney: 168, vessel: 26, bone: 92, gas: 14);
        return svg.End().Grain(.18);
    }

    public static Svg Pelvis(Svg svg)
    {
        Body(svg, fat: 200, muscle: 66, 186, 132);
        foreach (var side in new[] { -1, 1 })
        {
            svg.Path(svg.Around(X + (side * 112), Y + 6, 34, 34, 3, .02), 34)
                .Path(svg.Around(X + (side * 112), Y + 6, 30, 30, 3, .02), 172)
                .Path(svg.Around(X + (side * 72), Y + 14, 13, 48, 3, .06, side * 12), 158)
                .Path(svg.Around(X + (side * 92), Y + 82, 54, 28, 4, .05, side * -14), 72);
        }

        svg.Path(svg.Around(X, Y - 34, svg.Near(50, .15), svg.Near(38, .1), 3, .03), 238)
            .Path(svg.Around(X, Y + 24, svg.Near(38, .1), svg.Near(26, .1), 4, .05), 112)
            .Path(svg.Around(X, Y + 24, 13, 6, 3, .1), 210)
            .Path(svg.Around(X + 4, Y + 66, 20, 15, 4, .06), 88)
            .Ellipse(X + 4, Y + 66, 8, 5, 12)
            .Path(svg.Around(X, Y + 104, 36, 14, 3, .08), 150)
            .Path(svg.Around(X + svg.Between(-30, 30), Y + svg.Between(20, 34), svg.Between(7, 14), 9, 5, .1), 170);
        return svg.End().Grain(.18);
    }

    public static Svg Breasts(Svg svg)
    {
        svg.Soft(1.1).Path("M20 300Q200 236 380 300L380 400L20 400Z", 64).Ellipse(X, 372, 34, 26, 104);
        foreach (var side in new[] { -1, 1 })
        {
            var x = X + (side * 88);
            var breast = svg.Around(x, 206, svg.Near(78), svg.Near(112), 2, .02, side * -4);
            svg.Path(breast, 190).Inside(breast, side < 0 ? "right" : "left");
            foreach (var duct in Enumerable.Range(0, 12))
            {
                svg.Tree(x, 112, (Math.PI / 2) + ((duct - 5.5) * .13), 34, 9, 6, 92);
            }

            svg.End();
        }

        var lesion = X + ((svg.Chance(.5) ? -1 : 1) * svg.Between(66, 112));
        svg.Path(svg.Around(lesion, svg.Between(180, 240), svg.Between(8, 15), 10, 8, .16), 248);
        return svg.End().Grain(.16);
    }

    private static void Belly(Svg svg, int fat, int muscle, int liver, int kidney, int vessel, int bone, int gas)
    {
        Body(svg, fat, muscle, 180, 134);
        svg.Path(svg.Around(X, Y - 6, 142, 94, 3, .02), (fat + muscle) / 2)
            .Path(
                Svg.Line(
                    $"M{X - 146} {Y - 8}Q{X - 140} {Y - 96} {X - 50} {Y - 96}",
                    $"Q{X + svg.Between(10, 40):0} {Y - 94} {X + svg.Between(20, 44):0} {Y - 66}",
                    $"Q{X - 30} {Y - 50} {X - 44} {Y - 6}Q{X - 62} {Y + 66} {X - 112} {Y + 66}",
                    $"Q{X - 144} {Y + 40} {X - 146} {Y - 8}Z"
                ),
                liver
            )
            .Inside(svg.Around(X - 90, Y - 14, 52, 70), "liver")
            .Tree(X - 46, Y - 20, Math.PI, 26, 6, 5, vessel)
            .End()
            .Path(svg.Around(X + 66, Y - 56, svg.Near(52), svg.Near(34), 4, .06, -12), (liver + muscle) / 2)
            .Ellipse(X + 60, Y - 66, 30, 13, gas, -8)
            .Path(svg.Around(X + 118, Y + 8, 24, svg.Near(48), 3, .05, 10), liver + 12)
            .Path(svg.Around(X + 20, Y - 4, 62, 11, 5, .08, -9), (liver + muscle) / 2);
        foreach (var side in new[] { -1, 1 })
        {
            svg.Path(svg.Around(X + (side * 78), Y + 58, 24, svg.Near(32), 3, .04, side * -20), kidney)
                .Path(svg.Around(X + (side * 68), Y + 58, 9, 14, 5, .1, side * -20), fat);
        }

        svg.Ellipse(X + 10, Y + 36, 12, 12, vessel).Ellipse(X - 20, Y + 34, 14, 9, vessel - (vessel / 8));
        Spine(svg, Y + 76, bone);
        Ribs(svg, 164, 118, bone);
        var size = svg.Between(8, 20);
        svg.Path(svg.Around(X - svg.Between(80, 118), Y + svg.Between(-50, 30), size, size * .9, 5, .1), liver - 44)
            .Path(svg.Around(X - 48, Y + 2, 13, 19, 3, .05, 24), liver / 2);
    }

    /// <summary>Begins what is drawn softly.</summary>
    private static void Body(Svg svg, int fat, int muscle, double rx, double ry)
    {
        var (wide, high) = (svg.Near(rx, .04), svg.Near(ry, .05));
        svg.Soft(1)
            .Path(svg.Around(X, Y, wide, high, 2, .02), fat)
            .Path(svg.Around(X, Y, wide - svg.Between(10, 20), high - svg.Between(9, 17), 4, .015), muscle);
    }

    private static void Spine(Svg svg, double y, int bone) =>
        svg.Ellipse(X - 46, y + 24, 44, 20, 112, -8)
            .Ellipse(X + 46, y + 24, 44, 20, 112, 8)
            .Path(svg.Around(X, y, 27, 21, 3, .03), bone)
            .Path(svg.Around(X, y, 21, 15, 3, .03), bone - (bone / 5))
            .Path(
                Svg.Line(
                    $"M{X - 48} {y + 18}L{X} {y + 32}L{X + 48} {y + 18}L{X + 5} {y + 46}L{X} {y + 58}",
                    $"L{X - 5} {y + 46}Z"
                ),
                bone
            )
            .Ellipse(X, y + 26, 11, 8.5, 84);

    private static void Ribs(Svg svg, double rx, double ry, int bone)
    {
        foreach (var rib in Enumerable.Range(0, 14))
        {
            var at = (rib + .5) * 2 * Math.PI / 14;
            var (sin, cos) = Math.SinCos(at);
            if (Math.Abs(cos) > .25)
            {
                svg.Ellipse(
                    X + (rx * .93 * cos),
                    Y + (ry * .9 * sin),
                    5,
                    svg.Near(13, .2),
                    bone,
                    (at * 180 / Math.PI) + 14
                );
            }
        }
    }

    private static Svg Table(Svg svg) =>
        svg.Stroke("M34 352Q200 376 366 352", 120, 2.4).Stroke("M34 360Q200 384 366 360", 70, 1.4);
}
