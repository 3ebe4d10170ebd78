using Spectre.Console;

namespace Runner;

/// <summary>What is said when all runs: where, and what to try.</summary>
internal static class StartText
{
    public static void Write(IAnsiConsole console, LocalStack stack)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("part", "address");
        if (stack.Options.WithFunctions)
        {
            table.AddRow("functions", $"{stack.Functions}api/v1/");
        }

        if (stack.Observation?.Dashboard is { } dashboard)
        {
            table.AddRow("dashboard", $"{dashboard}");
        }

        table
            .AddRow("DCC stand-in, workbench", $"{stack.Dcc}")
            .AddRow(stack.Lab is null ? "Krypton mock" : "Krypton adapter", $"{stack.Mock}");
        foreach (var archive in stack.Lab?.Archives.Sites.Append(stack.Lab.Archives.Central) ?? [])
        {
            table.AddRow($"Orthanc {archive.Aet}", $"{archive.Address}");
        }

        table.AddRow(
            "Azurite",
            $"blob, queue, table on {stack.Storage.Blob}, {stack.Storage.Queue}, {stack.Storage.Table}"
        );
        console.Write(table);
        // As they are: a command that is broken into lines cannot be copied.
        console.Profile.Out.Writer.WriteLine(
            stack.Options.WithFunctions
                ? Try(stack)
                : "Backends only: copy local.settings.sample.json to local.settings.json and run 'func start' in "
                    + "functions/."
        );
        console.WriteLine("Ctrl-C stops everything.");
    }

    private static string Try(LocalStack stack) =>
        $$"""
            Try it:
              TOKEN=$(curl -s {{stack.Dcc}}token -H 'content-type: application/json' \
                -d '{"user":"dr.martin","name":"Dr Claire Martin","rpps":"10001234567","roles":["care"],
                "careOfRcp":["RCP-1"],"minutes":5}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
              curl -s {{stack.Functions}}api/v1/structures?department=33 -H "authorization: Bearer $TOKEN"
            """;
}
