using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Fuzzing;

/// <summary>
/// Whatever comes in, each of our parsers reads or refuses it, soon and without an exception. 20,000 inputs each;
/// <c>KRYPTON_FUZZ=1000000</c> makes a long run of other inputs, whose seed a failure names.
/// </summary>
public sealed class FuzzTests
{
    private const int Inputs = 20_000;

    /// <summary>
    /// Thousands of times what the slowest takes, on the busiest machine; what hangs, or grows with a power of its
    /// input, is over.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly string? LongRun = Environment.GetEnvironmentVariable("KRYPTON_FUZZ");

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryInputIsReadOrRefusedSoon(string name)
    {
        var target = FuzzTargets.All.Single(t => t.Name == name);
        var corpus = target.Corpus();
        var seed = LongRun is null ? 1 : Random.Shared.Next();
        var inputs = LongRun is null ? Inputs : int.Parse(LongRun, CultureInfo.InvariantCulture);
        foreach (var input in corpus)
        {
            Try(target, input, "corpus");
        }

        var mutation = new Mutation(corpus, seed);
        for (var at = 0; at < inputs; at++)
        {
            Try(target, mutation.Next(), $"seed {seed}, input {at}");
        }
    }

    private static void Try(FuzzTarget target, byte[] input, string which)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            target.Read(input);
        }
        catch (Exception e)
        {
            Assert.Fail($"{target}, {which}, {Show(input)}: {e}");
        }

        // A pause of the machine is no fault of the parser, and does not come three times.
        if (Stopwatch.GetElapsedTime(begin) > Longest)
        {
            Enumerable.Range(0, 2).Min(_ => Time(target, input)).ShouldBeLessThan(Longest, $"{target}, {Show(input)}");
        }
    }

    private static TimeSpan Time(FuzzTarget target, byte[] input)
    {
        var begin = Stopwatch.GetTimestamp();
        target.Read(input);
        return Stopwatch.GetElapsedTime(begin);
    }

    /// <summary>To be put into the corpus once it is mended.</summary>
    private static string Show(byte[] input) => $"'{Encoding.UTF8.GetString(input)}' ({Convert.ToBase64String(input)})";
}
