namespace Lab.Images;

/// <summary>Pictures of the other modalities: mammograms, radiographs, ultrasound, scintigrams, vessels.</summary>
internal static class Projections
{
    /// <summary>A breast; the picture of the other side is the mirror image.</summary>
    public static Canvas Breast(int width, int height, bool isLeft, int seed)
    {
        var side = isLeft ? -1 : 1;
        var canvas = new Canvas(width, height, 60).Ellipse(side, 0, 1.5, .82, 1300).Ellipse(side, 0, 1.42, .78, 1700);
        for (var lobe = 0; lobe < 9; lobe++)
        {
            var (x, y) = (side * (.85 - (.1 * (lobe % 4))), -.4 + (.1 * lobe));
            canvas.Ellipse(x, y, .34, .1, 2100 + (60 * lobe), side * 12 * (lobe - 4));
        }

        return canvas.Ellipse(side * .45, .12, .1, .07, 3100, 20).Noise(150, seed);
    }

    /// <summary>A chest from the front.</summary>
    public static Canvas Chest(int size, int seed)
    {
        var canvas = new Canvas(size, size, 300)
            .Ellipse(0, .2, .95, 1.1, 2300)
            .Ellipse(-.42, 0, .33, .68, 900, 6)
            .Ellipse(.42, 0, .33, .68, 900, -6)
            .Ellipse(0, 0, .13, .95, 2900)
            .Ellipse(.16, .28, .34, .3, 2700, 25);
        for (var rib = 0; rib < 8; rib++)
        {
            var y = -.56 + (.16 * rib);
            canvas.Ellipse(-.44, y, .36, .018, 1700, 16).Ellipse(.44, y, .36, .018, 1700, -16);
        }

        return canvas
            .Ellipse(-.4, -.7, .4, .03, 2600, -10)
            .Ellipse(.4, -.7, .4, .03, 2600, 10)
            .Ellipse(-.45, .12, .06, .06, 1900)
            .Noise(110, seed);
    }

    /// <summary>The sector of an ultrasound probe, with a dark cyst.</summary>
    public static Canvas Sector(int size, double level, int seed)
    {
        var canvas = new Canvas(size, size, 0).Ellipse(0, -1, 1.1, 1.9, 1500);
        for (var layer = 0; layer < 6; layer++)
        {
            canvas.Ellipse(0, -.7 + (.28 * layer), .8, .05, 1700 + (250 * (layer % 3)), 3 * (layer - 3));
        }

        return canvas
            .Noise(900, seed)
            .Ellipse(.1 + (.1 * level), .1, .22, .16, 200)
            .Ellipse(-1, -1, .95, 1.4, 0, -20)
            .Ellipse(1, -1, .95, 1.4, 0, 20);
    }

    /// <summary>A skeleton as a bone scan shows it.</summary>
    public static Canvas Skeleton(int width, int height, int seed)
    {
        var canvas = new Canvas(width, height, 30).Glow(0, -.85, .2, 900).Ellipse(0, .1, .34, .6, 260);
        for (var bone = 0; bone < 12; bone++)
        {
            var y = -.6 + (.08 * bone);
            canvas.Glow(0, y, .09, 1100).Ellipse(-.26, y, .2, .014, 700, 12).Ellipse(.26, y, .2, .014, 700, -12);
        }

        return canvas
            .Ellipse(-.24, .45, .2, .1, 900, 25)
            .Ellipse(.24, .45, .2, .1, 900, -25)
            .Ellipse(-.24, .8, .05, .3, 700)
            .Ellipse(.24, .8, .05, .3, 700)
            .Glow(.28, -.2, .08, 2400)
            .Noise(120, seed);
    }

    /// <summary>Vessels that fill with contrast medium, from nothing (0) to all (1).</summary>
    public static Canvas Vessels(int size, double level, int seed)
    {
        var canvas = new Canvas(size, size, 2200).Ellipse(0, 0, .9, 1, 1900);
        for (var piece = 0; piece < 60 * level; piece++)
        {
            var t = piece / 60.0;
            var wide = .05 * (1 - (.7 * t));
            canvas
                .Ellipse((.5 * t) + (.06 * Math.Sin(9 * t)), -.9 + (1.7 * t), wide, wide, 500)
                .Ellipse((-.6 * t * t) + (.05 * Math.Sin(11 * t)), -.9 + (1.6 * t), wide, wide, 500);
        }

        return canvas.Noise(140, seed);
    }
}
