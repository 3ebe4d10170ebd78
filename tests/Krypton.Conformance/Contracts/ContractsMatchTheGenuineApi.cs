using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace Krypton.Conformance;

public sealed class ContractsMatchTheGenuineApi
{
    private static readonly HashSet<string> Genuine = ReadGenuine();
    private static readonly List<string> Declared = [.. ApiListing.Of(typeof(FunctionAttribute).Assembly)];

    [Fact]
    public void NothingIsDeclaredThatTheGenuineApiDoesNotHave() => Declared.Where(line => !Genuine.Contains(line)).ShouldBeEmpty();

    [Fact]
    public void NoAbstractMemberOfADeclaredTypeIsLeftOut()
    {
        var types = Declared.Where(l => l.StartsWith("type ", StringComparison.Ordinal)).Select(ApiListing.TypeOf).ToHashSet();
        Genuine.Where(l => l.StartsWith("member ", StringComparison.Ordinal) && l.Contains(" abstract ", StringComparison.Ordinal))
            .Where(l => types.Contains(ApiListing.TypeOf(l)) && !Declared.Contains(l))
            .ShouldBeEmpty();
    }

    private static HashSet<string> ReadGenuine()
    {
        using var reader = new StreamReader(Recorded.Open("worker-api.txt"));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
