using KryptonMock;

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

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
await using var mock = await KryptonMockServer.StartAsync(new KryptonMockOptions { Port = line.Port, PopulationFolder = line.Population });
Console.WriteLine($"Krypton mock: {mock.BaseAddress} with {mock.Patients.Count} patient records. Ctrl-C stops it.");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return 0;
