using System.Net;
using System.Security.Cryptography;
using System.Text;
using KryptonMock.Http;
using KryptonMock.Studies;

namespace KryptonMock.Viewer;

/// <summary>The viewer's page, in French: drawn pictures, and no script of whoever.</summary>
internal static class ViewerPage
{
    private const string Style = """
        :root{color-scheme:dark;font-family:system-ui,sans-serif;background:#0d1117;color:#e6edf3}
        body{margin:0;min-height:100vh;display:flex;flex-direction:column}
        header,footer{padding:.75rem 1.25rem;background:#161b22;display:flex;gap:1.5rem;align-items:baseline;
        flex-wrap:wrap}
        h1{font-size:1.05rem;margin:0}h2{font-size:1rem;margin:0 0 .25rem}
        main{flex:1;display:grid;gap:1px;background:#30363d;
        grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr))}
        section{background:#0d1117;padding:1rem 1.25rem;display:flex;flex-direction:column;gap:.75rem}
        svg{width:100%;max-height:calc(100vh - 19rem);background:#000;border-radius:.25rem}
        code{font-size:.85rem;color:#9da7b3;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem .75rem;margin:0;font-size:.9rem}dt{color:#9da7b3}
        dd{margin:0}
        .good{color:#56d364}.bad{color:#ff7b72}
        """;

    /// <summary>Nothing is loaded, run or framed; the one style is known by its hash.</summary>
    public static string ContentSecurityPolicy { get; } =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
        + $"{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public static string Of(IReadOnlyList<ShownStudy> studies, CheckedLaunch token, MockRequest request) =>
        Page(
            $"""
            <header><h1>Visionneuse Krypton (simulée)</h1><span>{(
                studies.Count == 2 ? "Comparaison de deux examens" : "Un examen"
            )}</span>
            <span>Type : {Text(request.Parameter("viewerType") ?? "non précisé")}</span>
            <span>Qualité diagnostique : {(
                request.Parameter("diagnosticQuality") == "true" ? "oui" : "non"
            )}</span></header>
            <main>{string.Concat(studies.Select(Section))}</main>
            <footer>{User(token)}</footer>
            """
        );

    public static string Refusal(string sentence) =>
        Page(
            """<header><h1>Visionneuse Krypton (simulée)</h1></header><main><section>"""
                + $"""<p class="bad">{Text(sentence)}</p></section></main>"""
        );

    private static string Page(string body) =>
        $"""
            <!doctype html><html lang="fr"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>Visionneuse Krypton (simulée)</title><style>{Style}</style></head>
            <body>{body}</body></html>
            """;

    private static string Section(ShownStudy shown) =>
        shown.Study is { } study
            ? $"""
                <section><h2>{Text(study.Description ?? "Examen")}</h2>{Phantom.Of(study)}
                <dl><dt>Date</dt><dd>{study.Started:dd/MM/yyyy HH:mm}</dd><dt>Modalités</dt><dd>{Text(
                    string.Join(", ", study.Modalities)
                )}</dd>
                <dt>Établissement</dt><dd>{Text(
                    study.SiteName ?? "inconnu"
                )}</dd><dt>Images</dt><dd>{study.Instances} en {study.Series} série{(study.Series > 1 ? "s" : "")}</dd>
                <dt>Stockage</dt><dd>{Place(shown.Availability)}</dd></dl><code>{Text(shown.Uid)}</code></section>
                """
            : $"""<section><h2 class="bad">Examen inconnu de Krypton</h2><code>{Text(shown.Uid)}</code></section>""";

    private static string Place(Availability? availability) =>
        availability switch
        {
            Availability.Online => "serveur central",
            Availability.Nearline => "site distant (la première image peut tarder)",
            Availability.Offline => "archive hors ligne",
            _ => "indisponible",
        };

    private static string User(CheckedLaunch token) =>
        """<span class="good">Jeton de lancement valable, signature vérifiée</span>"""
        + string.Concat(token.Claims.Select(claim => $"<span>{Text(Label(claim.Key))} : {Text(claim.Value)}</span>"));

    private static string Label(string claim) =>
        claim switch
        {
            "name" => "Utilisateur",
            "SubjectNameID" => "Identifiant national",
            "SubjectRole" => "Rôle",
            "SubjectOrganizationID" => "Structure",
            "sub" => "Compte DCC",
            _ => "Finalité",
        };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
