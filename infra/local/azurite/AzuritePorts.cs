using System.Text.RegularExpressions;

namespace AzuriteServer;

/// <summary>The ports on which Azurite's services listen.</summary>
public sealed partial record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Azurite's account and key are fixed and published by Microsoft; they protect nothing.</summary>
    private const string Account = "devstoreaccount1";

    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>For the clients of Azure.Storage and Azure.Data.Tables.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{Blob}/{Account};QueueEndpoint=http://127.0.0.1:{Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{Account};";

    /// <summary>Reads what Azurite says while it starts; null when it ended before all three listened.</summary>
    internal static async Task<AzuritePorts?> ReadAsync(TextReader output, CancellationToken cancellationToken)
    {
        var ports = new Dictionary<string, int>();
        while (ports.Count < 3)
        {
            if (await output.ReadLineAsync(cancellationToken) is not { } line)
            {
                return null;
            }

            if (Listening.Match(line) is { Success: true } match)
            {
                ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value);
            }
        }

        return new AzuritePorts(ports["Blob"], ports["Queue"], ports["Table"]);
    }

    [GeneratedRegex(
        @"Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://[^:]+:(?<port>\d+)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Listening { get; }
}
