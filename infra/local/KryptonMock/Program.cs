using KryptonMock;
using KryptonMock.Generation;
using KryptonMock.Population;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{CommandLine.Usage}");
    return 1;
}

if (line.Sample is { } sample)
{
    Console.WriteLine($"{Sample.Write(sample)} records written to {sample}.");
    return 0;
}

var folder = line.Population;
if (line.Persons is { } persons)
{
    folder = line.Out ?? Directory.CreateTempSubdirectory("krypton-population-").FullName;
    Console.WriteLine(
        $"{PopulationWriter.Write(folder, PopulationGenerator.Generate(persons, line.Seed, line.Errors), line.Seed)} "
            + $"records written to {folder}."
    );
    if (line.Out is not null)
    {
        return 0;
    }
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
KryptonMockServer mock;
try
{
    mock = await KryptonMockServer.StartAsync(
        new KryptonMockOptions
        {
            Port = line.Port,
            PopulationFolder = folder,
            StateFolder = line.State,
            Settings = PlatformLikeness.Of(line.Like, new())!,
        }
    );
}
catch (Exception wrong) when (wrong is PopulationException or IOException)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

await using var running = mock;
Console.WriteLine($"Krypton mock: {mock.BaseAddress} with {mock.Patients.Count} patient records. Ctrl-C stops it.");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return 0;
