using Krypton.Benchmarks.Durable;

// dotnet run -c Release --project tests/Krypton.Benchmarks -- durable
return args switch
{
    ["durable"] => await DurableThroughput.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: durable    activities a second of the local host's durable engine, with its history in Azurite");
    return 2;
}
