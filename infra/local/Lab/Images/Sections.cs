namespace Lab.Images;

/// <summary>
/// Sections through a body as CT, MR and PET show them: invented, and such that a person sees what it is.
/// </summary>
internal static class Sections
{
    /// <summary>What is added to Hounsfield units, so that no pixel is negative.</summary>
    public const int HounsfieldOffset = 1024;

    /// <summary>A chest and belly in Hounsfield units, from the neck (0) down to the hips (1).</summary>
    public static Canvas Trunk(int size, double level, int seed)
    {
        var chest = Math.Clamp(1 - (level * 1.8), 0, 1);
        var canvas = Hounsfield(size).Ellipse(0, 0, .88, .62, Hu(-100)).Ellipse(0, 0, .8, .55, Hu(45));
        if (chest > 0)
        {
            canvas
                .Ellipse(-.4, -.02, .28 * chest, .4 * chest, Hu(-820))
                .Ellipse(.4, -.02, .28 * chest, .4 * chest, Hu(-820))
                .Ellipse(.1, -.06, .2 * chest, .18, Hu(60), 30);
        }
        else
        {
            canvas
                .Ellipse(-.34, -.08, .38, .32, Hu(75), 15)
                .Ellipse(.42, -.02, .16, .2, Hu(65))
                .Ellipse(-.3, .3, .1, .13, Hu(55))
                .Ellipse(.3, .3, .1, .13, Hu(55));
        }

        for (var rib = 0; rib < 7; rib++)
        {
            var (sin, cos) = Math.SinCos((rib - 3) * .42);
            canvas.Ellipse(.76 * cos, .5 * sin, .035, .05, Hu(500)).Ellipse(-.76 * cos, .5 * sin, .035, .05, Hu(500));
        }

        canvas
            .Ellipse(0, .38, .13, .12, Hu(420))
            .Ellipse(0, .44, .05, .045, Hu(20))
            .Ellipse(-.02, .2, .06, .06, Hu(160));
        var lesion = .1 - Math.Abs(level - .3);
        return (lesion > 0 ? canvas.Ellipse(.46, -.12, lesion, lesion, Hu(50)) : canvas).Noise(28, seed);
    }

    /// <summary>A head in Hounsfield units, from its top (0) down.</summary>
    public static Canvas Head(int size, double level, int seed)
    {
        var share = .55 + (.45 * Math.Sin(Math.PI * (.2 + (.6 * level))));
        return Hounsfield(size)
            .Ellipse(0, 0, .68 * share, .86 * share, Hu(0))
            .Ellipse(0, 0, .65 * share, .83 * share, Hu(950))
            .Ellipse(0, 0, .59 * share, .77 * share, Hu(36))
            .Ellipse(-.1 * share, -.08, .06, .24 * level, Hu(8), 12)
            .Ellipse(.1 * share, -.08, .06, .24 * level, Hu(8), -12)
            .Ellipse(.28 * share, .2, .1 * level, .1 * level, Hu(70))
            .Noise(12, seed);
    }

    /// <summary>A head with the contrast of a T2 image.</summary>
    public static Canvas HeadInMr(int size, double level, int seed)
    {
        var share = .55 + (.45 * Math.Sin(Math.PI * (.2 + (.6 * level))));
        return new Canvas(size, size, 20)
            .Ellipse(0, 0, .68 * share, .86 * share, 700)
            .Ellipse(0, 0, .63 * share, .81 * share, 60)
            .Ellipse(0, 0, .59 * share, .77 * share, 520)
            .Ellipse(0, 0, .48 * share, .66 * share, 380)
            .Ellipse(-.1 * share, -.08, .07, .26 * level, 980, 12)
            .Ellipse(.1 * share, -.08, .07, .26 * level, 980, -12)
            .Ellipse(.28 * share, .2, .12 * level, .12 * level, 840)
            .Noise(35, seed);
    }

    /// <summary>A belly with the contrast of a T1 image.</summary>
    public static Canvas TrunkInMr(int size, double level, int seed) =>
        new Canvas(size, size, 15)
            .Ellipse(0, 0, .9, .64, 900)
            .Ellipse(0, 0, .78, .52, 320)
            .Ellipse(-.32, -.08, .4 * (1 - (.5 * level)), .33, 480, 15)
            .Ellipse(.44, -.02, .17, .2, 400)
            .Ellipse(-.3, .28, .1, .13, 430)
            .Ellipse(.3, .28, .1, .13, 430)
            .Ellipse(0, .36, .13, .12, 250)
            .Ellipse(-.02, .18, .06, .06, 60)
            .Ellipse(-.4, -.1, .12 * level, .1 * level, 720)
            .Noise(40, seed);

    /// <summary>Where sugar is burned: heart, kidneys, and a spot that does not belong there.</summary>
    public static Canvas Uptake(int size, double level, int seed) =>
        new Canvas(size, size, 20)
            .Ellipse(0, 0, .85, .6, 260)
            .Glow(.12, -.08, .3, 2200 * (float)Math.Clamp(1 - (level * 2), 0, 1))
            .Glow(-.3, .3, .16, 1500 * (float)level)
            .Glow(.3, .3, .16, 1500 * (float)level)
            .Glow(.46, -.12, .13, 3200 * (float)Math.Clamp(1 - (4 * Math.Abs(level - .3)), 0, 1))
            .Noise(90, seed);

    private static Canvas Hounsfield(int size) => new(size, size, Hu(-1000));

    private static float Hu(int units) => units + HounsfieldOffset;
}
