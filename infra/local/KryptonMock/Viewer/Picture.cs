using System.Security.Cryptography;
using System.Text;

namespace KryptonMock.Viewer;

/// <summary>
/// A picture that is always the same for a study and unlike those of others: a section through a body, drawn from the
/// UID's hash.
/// </summary>
internal static class Picture
{
    public static string Of(string uid)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(uid));
        var svg = new StringBuilder(
            """<svg viewBox="0 0 400 320" role="img" aria-label="Image simulée de l'examen">"""
        );
        svg.Append(
            $"""<ellipse cx="200" cy="160" rx="{150 + (hash[0] % 30)}" ry="{110 + (hash[1] % 30)}" fill="#2a2a2a" """
                + """stroke="#777" stroke-width="6"/>"""
        );
        for (var i = 0; i < 7; i++)
        {
            var (x, y, size, grey) = (
                95 + (hash[(3 * i) + 2] % 210),
                90 + (hash[(3 * i) + 3] % 140),
                12 + (hash[(3 * i) + 4] % 34),
                60 + (hash[i + 24] % 140)
            );
            svg.Append(
                $"""<ellipse cx="{x}" cy="{y}" rx="{size}" ry="{size * 3 / 4}" """
                    + $"""transform="rotate({hash[i + 8] % 180} {x} {y})" opacity=".7" """
                    + $"""fill="rgb({grey},{grey},{grey})"/>"""
            );
        }

        svg.Append("""<circle cx="200" cy="240" r="16" fill="#ddd"/><circle cx="200" cy="240" r="7" fill="#333"/>""");
        return svg.Append(
                """<text x="12" y="308" fill="#8b949e" font-size="12">SIMULATION """
                    + $"""{Convert.ToHexStringLower(hash.AsSpan(0, 4))}</text></svg>"""
            )
            .ToString();
    }
}
