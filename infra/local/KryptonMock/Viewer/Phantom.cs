using System.Security.Cryptography;
using System.Text;
using KryptonMock.Studies;

namespace KryptonMock.Viewer;

/// <summary>
/// A drawn picture for a study: of its modality and region, always the same for one UID and unlike those of others, so
/// that a person sees which study is shown.
/// </summary>
internal static class Phantom
{
    /// <summary>What gives the picture where a study has several; a report only where there is nothing else.</summary>
    private static readonly string[] Order = ["PT", "CT", "MR", "MG", "US", "DX", "CR", "NM", "XA", "SR"];

    public static string Of(Study study)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(study.Uid));
        var svg = new Svg($"p{Convert.ToHexStringLower(hash.AsSpan(0, 4))}", BitConverter.ToInt32(hash) & int.MaxValue);
        var modality = Order.FirstOrDefault(study.Modalities.Contains) ?? "OT";
        var (kind, label) = Draw(svg, modality, (study.Description ?? "").ToUpperInvariant());
        return svg.Text(12, 22, $"{modality} {Convert.ToHexString(hash.AsSpan(0, 3))}")
            .Text(388, 390, "FANTÔME DESSINÉ", "end")
            .Text(12, 390, modality is "CT" or "MR" ? "D" : "")
            .ToPicture(kind, $"Fantôme dessiné : {label}");
    }

    private static (string Kind, string Label) Draw(Svg svg, string modality, string description)
    {
        switch (modality)
        {
            case "CT" when Is(description, "CÉRÉB", "CRÂN", "TÊTE"):
                HeadPhantoms.Ct(svg);
                return ("ct-head", "coupe de crâne, scanner");
            case "CT" when Is(description, "ABDO", "HÉPAT", "PELV") && !Is(description, "THORA"):
                TrunkPhantoms.BellyInCt(svg);
                return ("ct-belly", "coupe d'abdomen, scanner");
            case "CT":
                TrunkPhantoms.Chest(svg);
                return ("ct-chest", "coupe de thorax, scanner");
            case "MR" when Is(description, "MAMM", "SEIN"):
                TrunkPhantoms.Breasts(svg);
                return ("mr-breast", "coupe des seins, IRM");
            case "MR" when Is(description, "PELV", "PROST", "UTÉR", "BASSIN"):
                TrunkPhantoms.Pelvis(svg);
                return ("mr-pelvis", "coupe de bassin, IRM");
            case "MR" when Is(description, "HÉPAT", "ABDO", "FOIE", "PANC"):
                TrunkPhantoms.BellyInMr(svg);
                return ("mr-belly", "coupe d'abdomen, IRM");
            case "MR":
                HeadPhantoms.Mr(svg);
                return ("mr-head", "coupe de cerveau, IRM");
            default:
                return Project(svg, modality, description);
        }
    }

    private static (string Kind, string Label) Project(Svg svg, string modality, string description)
    {
        switch (modality)
        {
            case "PT":
                BodyPhantoms.Uptake(svg);
                return ("pt-body", "corps entier, TEP");
            case "NM":
                BodyPhantoms.Skeleton(svg);
                return ("nm-body", "squelette, scintigraphie");
            case "MG":
                ProjectionPhantoms.Breast(svg);
                return ("mg-breast", "sein, mammographie");
            case "US":
                ProjectionPhantoms.Ultrasound(svg);
                return ("us-sector", "échographie");
            case "XA":
                ProjectionPhantoms.Vessels(svg);
                return ("xa-vessels", "vaisseaux, angiographie");
            case "SR":
                ProjectionPhantoms.Report(svg);
                return ("sr-report", "compte rendu");
            case "DX" or "CR" when Is(description, "BASSIN", "HANCHE"):
                ProjectionPhantoms.Hips(svg);
                return ("dx-hips", "bassin, radiographie");
            case "DX" or "CR":
                ProjectionPhantoms.Chest(svg);
                return ("dx-chest", "thorax, radiographie");
            default:
                svg.Text(200, 205, "Aucune image pour cette modalité", "middle", 14);
                return ("none", "aucune image pour cette modalité");
        }
    }

    private static bool Is(string description, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (description.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
