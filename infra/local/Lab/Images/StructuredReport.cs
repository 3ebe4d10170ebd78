using System.Text;
using Lab.Population;

namespace Lab.Images;

/// <summary>A Basic Text SR: a title and two paragraphs.</summary>
internal static class StructuredReport
{
    public static void Write(DicomElements content, LabStudy study) =>
        content
            .Text(0x0040A040, "CS", "CONTAINER")
            .Text(0x0040A050, "CS", "SEPARATE")
            .Text(0x0040A491, "CS", "COMPLETE")
            .Text(0x0040A493, "CS", "UNVERIFIED")
            .Sequence(0x0040A043, Code(study.Encoding, "18748-4", "Compte rendu d'imagerie"))
            .Sequence(
                0x0040A730,
                Paragraph(study.Encoding, "55111-9", "Technique", "Images inventées : aucun patient n'a été examiné."),
                Paragraph(study.Encoding, "19005-8", "Conclusion", "Pas d'anomalie évolutive. Contrôle à 6 mois.")
            );

    private static DicomElements Paragraph(Encoding encoding, string code, string meaning, string text) =>
        new DicomElements(encoding)
            .Text(0x0040A010, "CS", "CONTAINS")
            .Text(0x0040A040, "CS", "TEXT")
            .Sequence(0x0040A043, Code(encoding, code, meaning))
            .Text(0x0040A160, "UT", text);

    private static DicomElements Code(Encoding encoding, string code, string meaning) =>
        new DicomElements(encoding)
            .Text(0x00080100, "SH", code)
            .Text(0x00080102, "SH", "LN")
            .Text(0x00080104, "LO", meaning);
}
