using System.Text.Json;
using Lab.Adapter;

if (args is not [var file] || !File.Exists(file))
{
    await Console.Error.WriteLineAsync(
        "The adapter of the lab is started by 'dotnet run --project infra/local/Runner -- lab', with its file."
    );
    return 2;
}

var options = JsonSerializer.Deserialize<AdapterOptions>(await File.ReadAllTextAsync(file))!;
await AdapterApp.Build(options).RunAsync();
return 0;
