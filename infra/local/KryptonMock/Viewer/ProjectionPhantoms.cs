namespace KryptonMock.Viewer;

/// <summary>Pictures that are no sections: radiographs, mammograms, ultrasound, vessels.</summary>
internal static class ProjectionPhantoms
{
    private const double X = 200;

    public static Svg Chest(Svg svg)
    {
        svg.Soft(2.2).Path("M30 400Q24 130 120 92L150 40L250 40L280 92Q376 130 370 400Z", 150);
        foreach (var side in new[] { -1, 1 })
        {
            var x = X + (side * 76);
            var lung = Svg.Line(
                $"M{x - (side * 36)} 110Q{x + (side * 12)} 70 {x + (side * 46)} 150",
                $"Q{x + (side * 74)} 250 {x + (side * 68)} {svg.Near(322, .03):0}",
                $"Q{x + (side * 10)} 286 {x - (side * 44)} 312",
                $"Q{x - (side * 50)} 200 {x - (side * 36)} 110Z"
            );
            svg.Path(lung, 34).Inside(lung, side < 0 ? "right" : "left");
            foreach (var branch in Enumerable.Range(0, 7))
            {
                svg.Tree(X + (side * 42), 200, (side < 0 ? Math.PI : 0) + ((branch - 3) * .42), 30, 4.5, 5, 78);
            }

            svg.End();
            foreach (var rib in Enumerable.Range(0, 9))
            {
                var y = 92 + (26 * rib);
                svg.Stroke(
                        Svg.Line($"M{X + (side * 20)} {y}Q{X + (side * 96)} {y - 30} {X + (side * 150)} {y + 52}"),
                        176,
                        6.5,
                        .34
                    )
                    .Stroke(
                        Svg.Line(
                            $"M{X + (side * 150)} {y + 52}Q{X + (side * 120)} {y + 88} {X + (side * 74)} {y + 92}"
                        ),
                        160,
                        6,
                        .2
                    );
            }

            svg.Stroke(Svg.Line($"M{X + (side * 18)} 96Q{X + (side * 80)} 70 {X + (side * 150)} 84"), 196, 11, .7);
        }

        svg.Path("M186 40L214 40L216 400L184 400Z", 196, .75)
            .Path(
                Svg.Line($"M184 190Q{svg.Near(176, .03):0} 260 190 316L{svg.Near(292, .05):0} 316Q290 240 226 196Z"),
                206,
                .88
            )
            .Ellipse(222, 150, 17, 19, 200, 0, .8)
            .Ellipse(X, 110, 8, 62, 60, 0, .5)
            .Path("M34 400Q60 296 128 300Q170 304 198 322Q230 300 282 304Q346 304 366 400Z", 208, .9);
        var size = svg.Between(8, 16);
        svg.Path(svg.Around(X - svg.Between(60, 110), svg.Between(150, 260), size, size, 6, .12), 150, .85);
        return svg.End().Grain(.1, 1.1);
    }

    public static Svg Hips(Svg svg)
    {
        svg.Soft(1.8).Path("M20 60Q200 10 380 60L366 400L34 400Z", 78);
        foreach (var side in new[] { -1, 1 })
        {
            var x = X + (side * 108);
            svg.Path(
                    Svg.Line(
                        $"M{X + (side * 26)} 120Q{x + (side * 20)} 40 {x + (side * 60)} 96",
                        $"Q{x + (side * 66)} 170 {x + (side * 16)} 214L{X + (side * 60)} 220",
                        $"Q{X + (side * 40)} 170 {X + (side * 26)} 120Z"
                    ),
                    190,
                    .85
                )
                .Path(
                    Svg.Line(
                        $"M{X + (side * 62)} 226Q{X + (side * 14)} 246 {X + (side * 8)} 266",
                        $"L{X + (side * 40)} 310Q{X + (side * 76)} 290 {X + (side * 92)} 236Z"
                    ),
                    176,
                    .8
                )
                .Ellipse(X + (side * 54), 268, 22, 17, 66, side * 20)
                .Stroke(Svg.Line($"M{x - (side * 4)} 226L{x + (side * 40)} 262"), 200, 24)
                .Ellipse(x - (side * 4), 222, 27, 27, 224)
                .Stroke(Svg.Line($"M{x + (side * 44)} 250Q{x + (side * 50)} 320 {x + (side * 36)} 400"), 206, 30)
                .Stroke(Svg.Line($"M{x + (side * 44)} 262Q{x + (side * 48)} 320 {x + (side * 36)} 400"), 130, 11);
        }

        svg.Path("M172 30L228 30L238 110L214 206L200 220L186 206L162 110Z", 206, .85);
        return svg.End().Grain(.1, 1.1);
    }

    public static Svg Breast(Svg svg)
    {
        var isLeft = svg.Chance(.5);
        double Side(double x) => isLeft ? x : 400 - x;
        var breast = Svg.Line(
            $"M{Side(0)} 24Q{Side(120)} 60 {Side(svg.Near(262, .08)):0} 206",
            $"Q{Side(svg.Near(268, .08)):0} 226 {Side(250)} 240Q{Side(130)} 372 {Side(0)} 384Z"
        );
        svg.Soft(1.6).Path(breast, 92).Inside(breast, "breast");
        foreach (var duct in Enumerable.Range(0, 15))
        {
            svg.Tree(Side(246), 222, (isLeft ? Math.PI : 0) + ((duct - 7) * .11), svg.Near(46, .2), 9, 6, 168);
        }

        svg.Path(svg.Around(Side(96), 206, 86, 96, 7, .12), 176, .35);
        foreach (var _ in Enumerable.Range(0, 14))
        {
            svg.Ellipse(Side(svg.Between(90, 130)), svg.Between(150, 196), 1.2, 1.2, 250);
        }

        svg.Path(svg.Around(Side(svg.Between(80, 150)), svg.Between(170, 250), 17, 15, 9, .18), 240)
            .Path(Svg.Line($"M{Side(0)} 20L{Side(86)} 20Q{Side(46)} 110 {Side(0)} 190Z"), 186, .8);
        return svg.End()
            .End()
            .Grain(.12, 1.1)
            .Text(isLeft ? 384 : 16, 42, isLeft ? "G" : "D", isLeft ? "end" : "start", 22, 235);
    }

    public static Svg Ultrasound(Svg svg)
    {
        const string sector = "M150 34Q200 44 250 34L366 330Q200 400 34 330Z";
        svg.Inside(sector, "sector").Path(sector, 44).Soft(2);
        foreach (var layer in Enumerable.Range(0, 11))
        {
            var y = 70 + (28 * layer) + svg.Between(-6, 6);
            svg.Stroke(
                Svg.Line($"M30 {y - 8:0}Q200 {y + svg.Between(4, 26):0} 370 {y - 8:0}"),
                (int)svg.Between(70, 150),
                svg.Between(5, 16),
                .6
            );
        }

        var (x, y0, size) = (svg.Between(160, 240), svg.Between(150, 220), svg.Between(26, 44));
        svg.Path(svg.Around(x, y0, size * 1.3, size, 3, .05), 6)
            .Stroke(
                Svg.Line(
                    $"M{x - size:0} {y0 + (size * .9):0}",
                    $"Q{x:0} {y0 + (size * 1.2):0} {x + size:0} {y0 + (size * .9):0}"
                ),
                220,
                5,
                .9
            )
            .Path(
                Svg.Line(
                    $"M{x - (size * .8):0} {y0 + size:0}L{x + (size * .8):0} {y0 + size:0}",
                    $"L{x + size:0} 390L{x - size:0} 390Z"
                ),
                170,
                .3
            )
            .End();
        return svg.Grain(.55, .35).End().Stroke("M392 40L392 340", 120, 1);
    }

    public static Svg Vessels(Svg svg)
    {
        svg.Path("M0 0L400 0L400 400L0 400Z", 178).Soft(1).Ellipse(X, 210, 176, 200, 198);
        svg.Stroke("M206 0Q190 60 206 116", 40, 17);
        foreach (var branch in Enumerable.Range(0, 4))
        {
            svg.Tree(206, 112, (Math.PI / 2) + ((branch - 1.5) * .5), svg.Near(64, .15), 11, 7, 44);
        }

        return svg.End().Grain(.16);
    }

    /// <summary>A report has no image: a sheet with lines.</summary>
    public static Svg Report(Svg svg)
    {
        svg.Path("M96 30L304 30L304 370L96 370Z", 226).Path("M116 52L230 52L230 64L116 64Z", 90);
        foreach (var line in Enumerable.Range(0, 17))
        {
            var end = 284 - (line % 5 == 4 ? svg.Between(60, 120) : svg.Between(0, 16));
            svg.Stroke(Svg.Line($"M118 {88 + (15 * line)}L{end:0} {88 + (15 * line)}"), 150, 4);
        }

        return svg;
    }
}
