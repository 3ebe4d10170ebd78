using Lab.Population;

namespace Lab.Images;

/// <summary>What an image has beyond what all instances of a study share: its pixels, and how to show them.</summary>
internal static class Picture
{
    private const int Bits = 12;
    private const int Max = (1 << Bits) - 1;

    public static void Write(DicomElements content, LabStudy study, LabSeries series, int image)
    {
        var canvas = Draw(study, series, image);
        var (centre, width) = Window(series.Modality);
        content
            .Number(0x00280002, 1)
            .Text(0x00280004, "CS", "MONOCHROME2")
            .Number(0x00280010, (ushort)canvas.Height)
            .Number(0x00280011, (ushort)canvas.Width)
            .Number(0x00280100, 16)
            .Number(0x00280101, Bits)
            .Number(0x00280102, Bits - 1)
            .Number(0x00280103, 0)
            .Text(0x00281050, "DS", $"{centre}")
            .Text(0x00281051, "DS", $"{width}")
            .Text(0x00281052, "DS", series.Modality == "CT" ? $"{-Sections.HounsfieldOffset}" : "0")
            .Text(0x00281053, "DS", "1")
            .Pixels(0x7FE00010, "OW", canvas.ToWords(Max));
        Place(content, study, series, image);
    }

    /// <summary>Sections lie in the body of one frame of reference; projections have a side or a view.</summary>
    private static void Place(DicomElements content, LabStudy study, LabSeries series, int image)
    {
        switch (series.Modality)
        {
            case "CT" or "MR" or "PT":
                var (pixel, step) = (400.0 / series.Size, 600.0 / series.Instances);
                content
                    .Text(0x00180050, "DS", DicomImages.Decimal(step))
                    .Text(0x00200032, "DS", $@"-200\-200\{DicomImages.Decimal(-step * image)}")
                    .Text(0x00200037, "DS", @"1\0\0\0\1\0")
                    .Text(0x00200052, "UI", $"{study.Study.Uid}.99")
                    .Text(0x00280030, "DS", $@"{DicomImages.Decimal(pixel)}\{DicomImages.Decimal(pixel)}");
                break;
            case "MG":
                content
                    .Text(0x00200062, "CS", IsLeft(image) ? "L" : "R")
                    .Text(0x00185101, "CS", image <= 2 ? "CC" : "MLO")
                    .Text(0x00181164, "DS", @"0.1\0.1");
                break;
            case "NM":
                content.Text(0x00280008, "IS", "1");
                break;
        }
    }

    private static Canvas Draw(LabStudy study, LabSeries series, int image)
    {
        var level = series.Instances < 2 ? .5 : (image - 1.0) / (series.Instances - 1);
        var isHead = study.Study.Description?.Contains("CÉRÉBRAL", StringComparison.OrdinalIgnoreCase) == true;
        return (series.Modality, isHead) switch
        {
            ("CT", true) => Sections.Head(series.Size, level, image),
            ("CT", _) => Sections.Trunk(series.Size, level, image),
            ("MR", true) => Sections.HeadInMr(series.Size, level, image),
            ("MR", _) => Sections.TrunkInMr(series.Size, level, image),
            ("PT", _) => Sections.Uptake(series.Size, level, image),
            ("MG", _) => Projections.Breast(series.Size * 3 / 4, series.Size, IsLeft(image), image),
            ("US", _) => Projections.Sector(series.Size, level, image),
            ("NM", _) => Projections.Skeleton(series.Size / 2, series.Size, image),
            ("XA", _) => Projections.Vessels(series.Size, level, image),
            _ => Projections.Chest(series.Size, image),
        };
    }

    private static bool IsLeft(int image) => image % 2 == 1;

    /// <summary>Middle and width of the grey values that are shown at first.</summary>
    private static (int Centre, int Width) Window(string modality) =>
        modality switch
        {
            "CT" => (40, 400),
            "MR" => (450, 1000),
            "PT" => (1200, 2400),
            "NM" => (1100, 2200),
            _ => (1700, 3400),
        };
}
