namespace Runner.Dcc;

/// <summary>What somebody sees who opens the stand-in in a browser.</summary>
internal static class DccStartPage
{
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>DCC stand-in</title>
        <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
        pre { background: #f3f4f6; padding: 1rem; overflow: auto }</style>
        <h1>DCC stand-in</h1>
        <p>This stands in for the cancer record (DCC) on a developer's machine. It gives anybody a signed token for the
        local functions, so it must never run anywhere else.</p>
        <pre>curl -s http://localhost:8090/token -H 'content-type: application/json' -d \
          '{"user":"dr.martin","name":"Dr Claire Martin","rpps":"10001234567","roles":["care"],"careOfRcp":["RCP-1"],
          "minutes":5}'</pre>
        <p><code>roles</code>: any of <code>care</code>, <code>auditor</code>, <code>network-admin</code>.
        <code>careOfRcp</code>: the RCPs in whose care the user takes part; <code>careOfPreFiche</code>: single
        pré-fiches, such as <code>RCP-1/PF-2</code>.
        The public key is at <a href="/jwks">/jwks</a>, the news of the meetings at <a href="/webhook">/webhook</a>.</p>
        </html>
        """;
}
